package dev.linnet.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.linnet.links.Unavailable;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GuardTest {
  private static final int MANY = 1000;
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Trouble trouble = new Trouble();

  /** Four calls tell; two probes. */
  private static Guard guard(Duration openFor) {
    return Guard.of(
        "link store", new ResilienceConfig(LONG, 4, 50, openFor, 2, 2, Duration.ofMillis(1), LONG));
  }

  /** Its breaker stays closed. */
  private static Guard patient(Duration retryBudget) {
    return Guard.of(
        "link store",
        new ResilienceConfig(LONG, MANY, 50, LONG, 2, 2, Duration.ofMillis(1), retryBudget));
  }

  @Test
  void a_healthy_backend_is_used() {
    Guard guard = guard(LONG);
    assertThat(guard.once(() -> "a")).isEqualTo("a");
    assertThat(guard.repeatable(() -> "b")).isEqualTo("b");
    assertThat(guard.state()).isEqualTo(new BackendState("link store", "CLOSED", -1, 2, 0));
  }

  @Test
  void the_backend_s_own_fault_is_passed_on() {
    Unavailable fault = new Unavailable("link store", Duration.ofSeconds(7), null);
    assertThatThrownBy(() -> guard(LONG).once(failing(fault))).isSameAs(fault);
    assertThatThrownBy(() -> guard(LONG).repeatable(failing(fault))).isSameAs(fault);
  }

  @Test
  void a_backend_that_fails_is_left_alone_and_the_client_told_for_how_long() {
    Guard guard = opened(LONG);
    int calls = trouble.calls();

    assertThatThrownBy(() -> call(guard))
        .isInstanceOfSatisfying(
            Unavailable.class,
            fault -> {
              assertThat(fault.backend()).isEqualTo("link store");
              assertThat(fault.retryAfter()).isEqualTo(LONG);
            });
    assertThatThrownBy(() -> guard.repeatable(() -> trouble.around(() -> "a")))
        .isInstanceOf(Unavailable.class);
    assertThat(guard.orElse("b", () -> trouble.around(() -> "a"))).isEqualTo("b");

    assertThat(trouble.calls()).isEqualTo(calls);
    assertThat(guard.state()).isEqualTo(new BackendState("link store", "OPEN", 100, 4, 3));
  }

  @Test
  void a_few_failures_among_many_calls_are_no_reason() {
    Guard guard = guard(LONG);
    for (int i = 0; i < 100; i++) {
      if (i % 5 < 3) {
        call(guard);
      } else {
        trouble.fail(1);
        assertThatThrownBy(() -> call(guard)).isInstanceOf(Unavailable.class);
      }
    }
    assertThat(guard.state()).isEqualTo(new BackendState("link store", "CLOSED", 40, 100, 0));
  }

  @Test
  void a_backend_that_is_back_is_used_again() {
    Guard guard = opened(Duration.ofMillis(20));
    trouble.fail(0);
    await()
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              assertThat(call(guard)).isEqualTo("a");
              assertThat(guard.state().breaker()).isEqualTo("CLOSED");
            });
  }

  @Test
  void what_was_refused_stays_counted_when_calls_are_let_through_again() {
    Guard guard = opened(Duration.ofMillis(20));
    int refused = 0;
    while (!guard.state().breaker().equals("CLOSED")) {
      refused += isRefused(guard) ? 1 : 0;
      trouble.fail(refused == 0 ? 1 : 0);
    }
    assertThat(guard.state().refused()).isEqualTo(refused);
  }

  @Test
  void a_mistake_of_ours_is_not_the_backend_s() {
    Guard guard = guard(LONG);
    for (int i = 0; i < 20; i++) {
      IllegalStateException mistake = new IllegalStateException();
      assertThatThrownBy(() -> guard.repeatable(failing(mistake))).isSameAs(mistake);
    }
    assertThat(guard.state().breaker()).isEqualTo("CLOSED");
  }

  @Test
  void what_failed_is_tried_three_times() {
    trouble.fail(2);
    assertThat(patient(LONG).repeatable(() -> trouble.around(() -> "a"))).isEqualTo("a");
    assertThat(trouble.calls()).isEqualTo(3);
  }

  @Test
  void what_fails_three_times_fails() {
    trouble.fail(MANY);
    assertThatThrownBy(() -> patient(LONG).repeatable(() -> trouble.around(() -> "a")))
        .isInstanceOf(Unavailable.class);
    assertThat(trouble.calls()).isEqualTo(3);
  }

  @Test
  void what_must_not_be_repeated_is_not() {
    trouble.fail(1);
    assertThatThrownBy(() -> call(patient(LONG))).isInstanceOf(Unavailable.class);
    assertThat(trouble.calls()).isEqualTo(1);
  }

  @Test
  void what_failed_after_its_budget_is_not_repeated() {
    trouble.fail(MANY);
    assertThatThrownBy(() -> patient(Duration.ZERO).repeatable(() -> trouble.around(() -> "a")))
        .isInstanceOf(Unavailable.class);
    assertThat(trouble.calls()).isEqualTo(1);
  }

  @Test
  void retries_do_not_multiply_the_load_on_a_backend_that_fails() {
    Guard guard = patient(LONG);
    trouble.fail(MANY);
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> guard.repeatable(() -> trouble.around(() -> "a")))
          .isInstanceOf(Unavailable.class);
    }
    assertThat(trouble.calls()).isBetween(105, 110);
  }

  @Test
  void retries_are_earned_by_calls_that_succeed() {
    RetryAllowance allowance = emptied();
    for (int i = 0; i < 9; i++) {
      allowance.succeeded();
      assertThat(allowance.take()).isFalse();
    }
    allowance.succeeded();
    assertThat(allowance.take()).isTrue();
    assertThat(allowance.take()).isFalse();
  }

  @Test
  void no_more_than_ten_retries_are_saved_up() {
    RetryAllowance allowance = emptied();
    for (int i = 0; i < MANY; i++) {
      allowance.succeeded();
    }
    for (int i = 0; i < 10; i++) {
      assertThat(allowance.take()).isTrue();
    }
    assertThat(allowance.take()).isFalse();
  }

  @Test
  void an_interrupted_thread_repeats_nothing_and_stays_interrupted() {
    trouble.fail(MANY);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> patient(LONG).repeatable(() -> trouble.around(() -> "a")))
          .isInstanceOf(Unavailable.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(trouble.calls()).isEqualTo(1);
  }

  private static RetryAllowance emptied() {
    RetryAllowance allowance = new RetryAllowance();
    for (int i = 0; i < 10; i++) {
      assertThat(allowance.take()).isTrue();
    }
    assertThat(allowance.take()).isFalse();
    return allowance;
  }

  /** After four failures; the backend goes on failing. */
  private Guard opened(Duration openFor) {
    Guard guard = guard(openFor);
    trouble.fail(MANY);
    for (int i = 0; i < 4; i++) {
      assertThatThrownBy(() -> call(guard)).isInstanceOf(Unavailable.class);
    }
    assertThat(guard.state().breaker()).isEqualTo("OPEN");
    return guard;
  }

  private String call(Guard guard) {
    return guard.once(() -> trouble.around(() -> "a"));
  }

  private boolean isRefused(Guard guard) {
    int calls = trouble.calls();
    try {
      call(guard);
    } catch (Unavailable _) {
      return trouble.calls() == calls;
    }
    return false;
  }

  private static Supplier<String> failing(RuntimeException fault) {
    return () -> {
      throw fault;
    };
  }
}
