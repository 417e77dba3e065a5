package dev.linnet.cleanup;

import dev.linnet.config.Env;
import dev.linnet.invoker.StockInitializer;

/** This function under the stock {@code FunctionInvoker}, as {@code MAIN_CLASS}. */
public final class CleanupInitializer extends StockInitializer {
  public CleanupInitializer() {
    super(CleanupApplication.NAME, () -> CleanupApplication.wire(Env.ofProcess()));
  }
}
