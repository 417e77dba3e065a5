package dev.linnet.localruntime.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeadlinesTest {
  private static final Duration SHORT = Duration.ofMillis(30);
  private static final Duration LONG = Duration.ofHours(1);

  @Test
  void a_call_that_has_ended_leaves_nothing_behind() {
    try (Deadlines deadlines = Deadlines.of("quick", LONG)) {
      for (int i = 0; i < 100; i++) {
        deadlines.begin().close();
      }
      assertThat(deadlines.running()).isZero();
    }
  }

  @Test
  void each_of_many_late_calls_is_interrupted_and_none_before_its_time() throws Exception {
    try (Deadlines deadlines = Deadlines.of("late", SHORT);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Duration>> calls = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        calls.add(callers.submit(() -> untilInterrupted(deadlines)));
      }
      for (Future<Duration> call : calls) {
        assertThat(call.get()).isGreaterThanOrEqualTo(SHORT);
      }
      assertThat(deadlines.running()).isZero();
    }
  }

  @Test
  void a_call_that_begins_when_all_others_have_ended_is_interrupted_too() {
    try (Deadlines deadlines = Deadlines.of("idle", SHORT)) {
      for (int i = 0; i < 5; i++) {
        assertThat(untilInterrupted(deadlines)).isGreaterThanOrEqualTo(SHORT);
      }
    }
  }

  @Test
  void an_interrupt_never_outlives_its_call() {
    try (Deadlines deadlines = Deadlines.of("due", SHORT)) {
      try (Deadlines.Deadline deadline = deadlines.begin()) {
        await().until(deadline::hasPassed);
      }
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  private static Duration untilInterrupted(Deadlines deadlines) {
    long start = System.nanoTime();
    try (Deadlines.Deadline _ = deadlines.begin()) {
      new CountDownLatch(1).await();
      throw new AssertionError("Nobody interrupted this call.");
    } catch (InterruptedException e) {
      return Duration.ofNanos(System.nanoTime() - start);
    }
  }
}
