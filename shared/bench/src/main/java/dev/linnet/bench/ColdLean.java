package dev.linnet.bench;

import dev.linnet.gateway.HttpFunction;
import dev.linnet.gateway.Response;
import dev.linnet.invoker.LeanInvoker;
import dev.linnet.invoker.Wiring;

/** Our invoker and our gateway, around nothing. */
public final class ColdLean extends LeanInvoker {
  public ColdLean() {
    super("cold-lean", ColdLean::wire);
  }

  private static Wiring wire() {
    HttpFunction function =
        new HttpFunction(
            request -> Response.redirect(302, "https://www.example.com/" + request.lastSegment()));
    return Wiring.of(function::answer);
  }
}
