package dev.linnet.invoker;

import java.util.function.Supplier;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The fall-back: the same function under the stock {@code FunctionInvoker}. Extend it with a
 * constructor without parameters, name that class in {@code MAIN_CLASS} and {@code
 * org.springframework.cloud.function.adapter.aws.FunctionInvoker} as the handler. No priming.
 */
public abstract class StockInitializer
    implements ApplicationContextInitializer<GenericApplicationContext> {
  private final String name;
  private final Supplier<Wiring> wiring;

  protected StockInitializer(String name, Supplier<Wiring> wiring) {
    this.name = name;
    this.wiring = wiring;
  }

  @Override
  public void initialize(GenericApplicationContext context) {
    Wiring made = wiring.get();
    context.registerBean(Wiring.class, () -> made);
    context.registerBean(
        name, FunctionRegistration.class, () -> StreamRegistration.of(name, made.function()));
  }
}
