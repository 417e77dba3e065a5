package dev.linnet.create;

import dev.linnet.config.Env;
import dev.linnet.invoker.StockInitializer;

/** This function under the stock {@code FunctionInvoker}, as {@code MAIN_CLASS}. */
public final class CreateInitializer extends StockInitializer {
  public CreateInitializer() {
    super(CreateApplication.NAME, () -> CreateApplication.wire(Env.ofProcess()));
  }
}
