package dev.linnet.invoker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LeanInvokerTest {
  private static final int THREADS = 8;
  private static final int CALLS = 500;

  private final List<String> closed = Collections.synchronizedList(new ArrayList<>());

  @Test
  void bytes_go_in_and_out_as_they_are() throws IOException {
    try (LeanInvoker echo = invoker(Wiring.of(event -> event.readAllBytes()))) {
      assertThat(Samples.call(echo, "\"[1,2,3]\"")).isEqualTo("\"[1,2,3]\"");
      assertThat(Samples.call(echo, "")).isEmpty();
    }
  }

  @Test
  void the_function_is_wired_once_and_eagerly() throws IOException {
    AtomicInteger wired = new AtomicInteger();
    try (LeanInvoker function =
        new LeanInvoker(
            "once",
            () -> {
              wired.incrementAndGet();
              return Wiring.of(event -> new byte[] {'x'});
            }) {}) {
      assertThat(wired).hasValue(1);
      Samples.call(function, "{}");
      Samples.call(function, "{}");
    }

    assertThat(wired).hasValue(1);
  }

  @Test
  void a_wiring_that_fails_stops_the_start_with_its_own_words() {
    assertThatThrownBy(
            () ->
                new LeanInvoker(
                    "broken",
                    () -> {
                      throw new IllegalArgumentException("REDIS_PORT is \"x\".");
                    }) {})
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("REDIS_PORT is \"x\".");
  }

  @Test
  void eight_threads_each_get_the_answer_to_their_own_event() throws Exception {
    CyclicBarrier together = new CyclicBarrier(THREADS);
    try (LeanInvoker echo = invoker(Wiring.of(event -> event.readAllBytes()));
        var threads = Executors.newFixedThreadPool(THREADS)) {
      Callable<Boolean> client =
          () -> {
            together.await();
            for (int call = 0; call < CALLS; call++) {
              String event = Thread.currentThread().getName() + " " + call;
              assertThat(Samples.call(echo, event)).isEqualTo(event);
            }
            return true;
          };

      for (Future<Boolean> done : threads.invokeAll(Collections.nCopies(THREADS, client))) {
        assertThat(done.get()).isTrue();
      }
    }
  }

  @Test
  void a_failure_of_the_function_fails_the_invocation() {
    try (LeanInvoker broken =
        invoker(
            Wiring.of(
                event -> {
                  throw new IOException("cut off");
                }))) {
      assertThatThrownBy(() -> Samples.call(broken, "{}"))
          .isInstanceOf(UncheckedIOException.class)
          .hasRootCauseMessage("cut off");
    }
  }

  @Test
  void a_closed_function_refuses_and_has_closed_what_it_held() {
    LeanInvoker function =
        invoker(
            Wiring.of(event -> event.readAllBytes())
                .closing(() -> closed.add("first"), () -> closed.add("second")));

    function.close();
    function.close();

    assertThat(closed).containsExactly("second", "first");
    assertThatThrownBy(() -> Samples.call(function, "{}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The function is closed.");
  }

  @Test
  void another_class_loader_can_close_it() throws Exception {
    Object handler = invoker(Wiring.of(event -> new byte[0]).closing(() -> closed.add("closed")));

    if (handler instanceof AutoCloseable closeable) {
      closeable.close();
    }

    assertThat(closed).containsExactly("closed");
  }

  @Test
  void a_function_that_cannot_be_closed_says_so_and_is_closed_all_the_same() {
    LeanInvoker function =
        invoker(
            Wiring.of(event -> event.readAllBytes())
                .closing(
                    () -> {
                      throw new IOException("stuck");
                    }));

    assertThatThrownBy(function::close).hasMessage("Not everything could be closed.");
    assertThatThrownBy(() -> Samples.call(function, "{}")).hasMessage("The function is closed.");
  }

  @Test
  void under_a_runtime_client_the_end_of_the_process_closes_it_unless_somebody_did() {
    Wiring wiring = Wiring.of(event -> new byte[0]).closing(() -> closed.add("closed"));
    RunningFunction running = new RunningFunction("runs", wiring, true);

    running.close();

    assertThat(closed).containsExactly("closed");
  }

  private static LeanInvoker invoker(Wiring wiring) {
    return new LeanInvoker("test", () -> wiring) {};
  }
}
