package dev.linnet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
  private static final Duration SHORT = Duration.ofMillis(5);
  private static final Duration LONG = Duration.ofHours(1);

  private final Queue<Runnable> timers = new ArrayDeque<>();

  @Test
  void a_call_without_an_answer_fails_when_its_time_is_over() {
    try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      TimeLimit limit = onRealTime(clock, SHORT);
      CompletableFuture<String> first = new CompletableFuture<>();
      CompletableFuture<String> second = new CompletableFuture<>();

      limit.watch(first);
      limit.watch(second);

      assertThatThrownBy(first::get).hasCauseInstanceOf(TimeoutException.class);
      assertThatThrownBy(second::get).hasRootCauseMessage("No answer within 5 ms.");
    }
  }

  @Test
  void calls_after_a_quiet_time_have_a_limit_as_the_first_ones_had() {
    try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      TimeLimit limit = onRealTime(clock, SHORT);
      for (int i = 0; i < 20; i++) {
        CompletableFuture<String> call = new CompletableFuture<>();
        limit.watch(call);
        assertThatThrownBy(call::get).hasCauseInstanceOf(TimeoutException.class);
      }
    }
  }

  @Test
  void an_answered_call_keeps_its_answer() {
    TimeLimit limit = new TimeLimit(Duration.ZERO, (pause, task) -> timers.add(task));
    CompletableFuture<String> call = new CompletableFuture<>();

    limit.watch(call);
    call.complete("here");
    timers.remove().run();

    assertThat(call).isCompletedWithValue("here");
  }

  @Test
  void one_timer_looks_after_all_calls_and_none_runs_when_all_are_answered() {
    TimeLimit limit = new TimeLimit(LONG, (pause, task) -> timers.add(task));
    CompletableFuture<String> first = new CompletableFuture<>();
    CompletableFuture<String> second = new CompletableFuture<>();

    limit.watch(first);
    limit.watch(second);
    assertThat(timers).hasSize(1);

    first.complete("here");
    timers.remove().run();
    assertThat(timers).as("for the second").hasSize(1);

    second.complete("here");
    timers.remove().run();
    assertThat(timers).isEmpty();
  }

  @Test
  void a_call_fails_at_once_where_no_timer_runs_any_more() {
    TimeLimit limit =
        new TimeLimit(
            LONG,
            (pause, task) -> {
              throw new RejectedExecutionException("closed");
            });
    CompletableFuture<String> call = new CompletableFuture<>();

    limit.watch(call);

    assertThat(call).isCompletedExceptionally();
  }

  private static TimeLimit onRealTime(ScheduledExecutorService clock, Duration limit) {
    return new TimeLimit(
        limit,
        (pause, task) -> {
          var _ = clock.schedule(task, pause.toNanos(), TimeUnit.NANOSECONDS);
        });
  }
}
