package dev.linnet.localruntime.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.linnet.localruntime.events.BackgroundWork.DeadLetter;
import dev.linnet.localruntime.runtime.LocalFunction;
import dev.linnet.localruntime.runtime.TestFunctions;
import dev.linnet.topology.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackgroundWorkTest {
  private static final Duration SOON = Duration.ofMillis(10);

  @TempDir private Path folder;
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final BackgroundWork work = new BackgroundWork(new RetryPolicy(2, SOON));
  private TestFunctions functions;

  @BeforeEach
  void open() {
    functions = TestFunctions.in(folder);
  }

  @AfterEach
  void close() {
    work.close();
    functions.close();
  }

  @Test
  void an_event_reaches_its_function_once() {
    work.submit(functions.start("works", this::note), "{}");

    await().until(() -> calls.size() == 1);
    assertThat(work.deadLetters()).isEmpty();
  }

  @Test
  void a_function_that_fails_is_called_again_and_then_no_more() {
    LocalFunction function =
        functions.start(
            "fragile",
            event -> {
              note(event);
              if (calls.size() < 3) {
                throw new IllegalStateException("not yet");
              }
              return "done";
            });

    work.submit(function, "{\"id\":1}");

    await().until(() -> calls.size() == 3);
    work.submit(function, "{\"id\":2}");
    await().until(() -> calls.size() == 4);
    assertThat(calls).containsExactly("{\"id\":1}", "{\"id\":1}", "{\"id\":1}", "{\"id\":2}");
    assertThat(work.deadLetters()).isEmpty();
  }

  @Test
  void what_fails_too_often_is_a_dead_letter_with_its_last_error() {
    LocalFunction function =
        functions.start(
            "broken",
            event -> {
              note(event);
              throw new IllegalStateException("always");
            });

    work.submit(function, "{}");

    await().until(() -> !work.deadLetters().isEmpty());
    assertThat(work.deadLetters())
        .containsExactly(new DeadLetter("broken", "{}", "IllegalStateException"));
    assertThat(calls).hasSize(3);
  }

  @Test
  void more_than_may_wait_are_dead_letters_at_once() {
    CountDownLatch go = new CountDownLatch(1);
    LocalFunction function = functions.start("slow", event -> waitFor(go));
    try {
      for (int i = 0; i < 1_010; i++) {
        work.submit(function, "{}");
      }
      assertThat(work.deadLetters())
          .isNotEmpty()
          .allSatisfy(
              letter -> assertThat(letter.lastError()).isEqualTo("too many events are waiting"));
    } finally {
      go.countDown();
    }
  }

  @Test
  void after_the_end_nothing_is_called() {
    LocalFunction function = functions.start("late", this::note);

    work.close();
    work.submit(function, "{}");

    assertThat(calls).isEmpty();
  }

  private String note(String event) {
    calls.add(event);
    return "noted";
  }

  private static String waitFor(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS) ? "went" : "stood";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
