package dev.linnet.invoker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WiringTest {
  private static final StreamFunction NOTHING = event -> new byte[0];

  private final List<String> closed = new ArrayList<>();

  @Test
  void what_was_opened_last_is_closed_first() {
    Wiring.of(NOTHING).closing(closing("a"), closing("b")).closing(closing("c")).close();

    assertThat(closed).containsExactly("c", "b", "a");
  }

  @Test
  void everything_is_closed_even_where_something_cannot_be() {
    Exception first = new IOException("first");
    Error second = new NoClassDefFoundError("second");
    Wiring wiring =
        Wiring.of(NOTHING)
            .closing(closing("a"), failing(second), closing("b"), failing(first), closing("c"));

    assertThatThrownBy(wiring::close)
        .hasMessage("Not everything could be closed.")
        .hasSuppressedException(first)
        .hasSuppressedException(second);
    assertThat(closed).containsExactly("c", "b", "a");
  }

  @Test
  void an_interrupt_while_closing_is_not_forgotten() {
    Wiring wiring = Wiring.of(NOTHING).closing(closing("a"), failing(new InterruptedException()));

    assertThatThrownBy(wiring::close).isInstanceOf(IllegalStateException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(closed).containsExactly("a");
  }

  @Test
  void nothing_to_close_is_no_failure() {
    assertThatCode(Wiring.of(NOTHING)::close).doesNotThrowAnyException();
  }

  @Test
  void each_step_keeps_what_the_others_said() {
    Suspendable suspendable = () -> {};
    Wiring wiring =
        Wiring.of(NOTHING)
            .suspending(suspendable)
            .primedWith(2, NOTHING, List.of(new byte[0]))
            .closing(closing("a"));

    assertThat(wiring.function()).isSameAs(NOTHING);
    assertThat(wiring.priming().rounds()).isEqualTo(2);
    assertThat(wiring.priming().events()).hasSize(1);
    assertThat(wiring.suspendable()).containsExactly(suspendable);
    assertThat(wiring.closeable()).hasSize(1);
  }

  @Test
  void priming_has_its_limits() {
    Wiring wiring = Wiring.of(NOTHING);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> wiring.primedWith(-1, NOTHING, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> wiring.primedWith(100_001, NOTHING, List.of()));
  }

  private AutoCloseable closing(String name) {
    return () -> closed.add(name);
  }

  private static AutoCloseable failing(Throwable failure) {
    return () -> {
      switch (failure) {
        case Exception e -> throw e;
        case Error e -> throw e;
        case Throwable other -> throw new AssertionError(other);
      }
    };
  }
}
