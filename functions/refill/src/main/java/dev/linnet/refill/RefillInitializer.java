package dev.linnet.refill;

import dev.linnet.config.Env;
import dev.linnet.invoker.StockInitializer;

/** This function under the stock {@code FunctionInvoker}, as {@code MAIN_CLASS}. */
public final class RefillInitializer extends StockInitializer {
  public RefillInitializer() {
    super(RefillApplication.NAME, () -> RefillApplication.wire(Env.ofProcess()));
  }
}
