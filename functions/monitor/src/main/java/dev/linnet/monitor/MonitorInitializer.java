package dev.linnet.monitor;

import dev.linnet.config.Env;
import dev.linnet.invoker.StockInitializer;

/** This function under the stock {@code FunctionInvoker}, as {@code MAIN_CLASS}. */
public final class MonitorInitializer extends StockInitializer {
  public MonitorInitializer() {
    super(MonitorApplication.NAME, () -> MonitorApplication.wire(Env.ofProcess()));
  }
}
