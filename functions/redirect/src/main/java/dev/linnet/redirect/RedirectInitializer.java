package dev.linnet.redirect;

import dev.linnet.config.Env;
import dev.linnet.invoker.StockInitializer;

/** This function under the stock {@code FunctionInvoker}, as {@code MAIN_CLASS}. */
public final class RedirectInitializer extends StockInitializer {
  public RedirectInitializer() {
    super(RedirectApplication.NAME, () -> RedirectApplication.wire(Env.ofProcess()));
  }
}
