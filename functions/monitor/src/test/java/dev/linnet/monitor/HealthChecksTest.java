package dev.linnet.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.linnet.links.Unavailable;
import dev.linnet.resilience.Guard;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthChecksTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final MovableClock clock = new MovableClock();

  @ParameterizedTest
  @CsvSource({
    "HEALTHY,   HEALTHY,   HEALTHY,   200",
    "HEALTHY,   DEGRADED,  DEGRADED,  200",
    "HEALTHY,   UNHEALTHY, DEGRADED,  200",
    "DEGRADED,  HEALTHY,   DEGRADED,  200",
    "UNHEALTHY, HEALTHY,   UNHEALTHY, 503",
    "UNHEALTHY, UNHEALTHY, UNHEALTHY, 503",
  })
  void only_what_is_essential_makes_all_of_it_unhealthy(
      Condition essential, Condition other, Condition overall, int status) {
    Health health = checks(LONG, finding("a", true, essential), finding("b", false, other)).get();

    assertThat(health.condition()).isEqualTo(overall);
    assertThat(health.httpStatus()).isEqualTo(status);
    assertThat(health.at()).isEqualTo(clock.instant());
  }

  @Test
  void all_are_looked_at_at_once() {
    CyclicBarrier barrier = new CyclicBarrier(2);
    Supplier<Finding> meets =
        () -> {
          try {
            barrier.await();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
          return Finding.ANSWERS;
        };

    Health health = checks(LONG, dependency("a", true, meets), dependency("b", true, meets)).get();

    assertThat(health.condition()).isEqualTo(Condition.HEALTHY);
  }

  @Test
  void one_that_hangs_is_given_up_and_the_others_are_still_told() {
    AtomicBoolean interrupted = new AtomicBoolean();
    Supplier<Finding> hangs =
        () -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.set(true);
          }
          return Finding.ANSWERS;
        };

    Health health =
        checks(SHORT, dependency("a", false, hangs), finding("b", true, Condition.HEALTHY)).get();

    assertThat(health.condition()).isEqualTo(Condition.DEGRADED);
    assertThat(health.checkups().getFirst().finding().detail()).contains("in time");
    assertThat(health.checkups().getLast().condition()).isEqualTo(Condition.HEALTHY);
    await().untilTrue(interrupted);
  }

  @Test
  void what_is_missing_again_and_again_is_left_alone_for_a_moment() {
    AtomicInteger asked = new AtomicInteger();
    Dependency missing =
        dependency(
            "a",
            true,
            () -> {
              asked.incrementAndGet();
              throw new Unavailable("link store", null);
            });

    Checkup last = missing.check();
    for (int i = 0; i < 20; i++) {
      last = missing.check();
    }

    assertThat(last.condition()).isEqualTo(Condition.UNHEALTHY);
    assertThat(last.breaker().breaker()).isEqualTo("OPEN");
    assertThat(last.breaker().refused()).isPositive();
    assertThat(asked).hasValueLessThan(20);
  }

  private HealthChecks checks(Duration limit, Dependency... dependencies) {
    return new HealthChecks(List.of(dependencies), limit, clock);
  }

  private static Dependency finding(String name, boolean essential, Condition condition) {
    return dependency(name, essential, () -> new Finding(condition, "So it is."));
  }

  private static Dependency dependency(String name, boolean essential, Supplier<Finding> look) {
    return new Dependency(name, essential, Guard.of(name), look);
  }
}
