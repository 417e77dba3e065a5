package dev.linnet.invoker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;

class StockInitializerTest {
  @Test
  void the_end_of_springs_context_closes_what_the_function_holds() {
    List<String> closed = new ArrayList<>();
    Wiring wiring = Wiring.of(event -> new byte[0]).closing(() -> closed.add("closed"));
    GenericApplicationContext context = new GenericApplicationContext();
    new StockInitializer("test", () -> wiring) {}.initialize(context);
    context.refresh();
    assertThat(closed).isEmpty();

    context.close();

    assertThat(closed).containsExactly("closed");
  }
}
