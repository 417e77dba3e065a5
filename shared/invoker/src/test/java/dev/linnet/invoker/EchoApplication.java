package dev.linnet.invoker;

import dev.linnet.gateway.HttpFunction;
import dev.linnet.gateway.Request;
import dev.linnet.gateway.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A function that tells what reached it, under our invoker and under the stock one. */
public final class EchoApplication extends LeanInvoker {
  static final String NAME = "echo";

  public EchoApplication() {
    super(NAME, EchoApplication::wire);
  }

  static Wiring wire() {
    AtomicInteger calls = new AtomicInteger();
    HttpFunction function = new HttpFunction(request -> echo(request, calls.incrementAndGet()));
    return Wiring.of(function::answer);
  }

  private static Response echo(Request request, int call) {
    return Response.json(
            200,
            json ->
                json.number("call", call)
                    .text("method", request.method())
                    .text("path", request.path())
                    .text("cookies", request.cookies().toString())
                    .text("payload", request.header("payload").orElse("none"))
                    .text("body", new String(request.body().bytes(), StandardCharsets.UTF_8)))
        .with("X-Twice", "one")
        .with("X-Twice", "two")
        .withCookie("a=b");
  }

  /** The same function under the stock {@code FunctionInvoker}. */
  public static final class Initializer extends StockInitializer {
    static final List<Wiring> MADE = new CopyOnWriteArrayList<>();

    public Initializer() {
      super(NAME, Initializer::made);
    }

    private static Wiring made() {
      Wiring wiring = wire();
      MADE.add(wiring);
      return wiring;
    }
  }
}
