package dev.linnet.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.links.Unavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SampleTest {
  private final MovableClock clock = new MovableClock();
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void the_source_is_asked_once_in_a_second() {
    Sample<Integer> sample = new Sample<>(asked::incrementAndGet, clock);

    assertThat(sample.get()).isEqualTo(1);
    clock.forward(Sample.FRESH_FOR.minusMillis(1));
    assertThat(sample.get()).isEqualTo(1);
    clock.forward(Duration.ofMillis(1));
    assertThat(sample.get()).isEqualTo(2);
  }

  @Test
  void a_clock_that_is_set_back_does_not_keep_an_answer_for_ever() {
    Sample<Integer> sample = new Sample<>(asked::incrementAndGet, clock);
    sample.get();

    clock.forward(Duration.ofHours(-1));

    assertThat(sample.get()).isEqualTo(2);
  }

  @Test
  void a_missing_backend_is_asked_once_in_a_second_too() {
    Sample<Integer> sample =
        new Sample<>(
            () -> {
              asked.incrementAndGet();
              throw new Unavailable("link store", null);
            },
            clock);

    assertThatThrownBy(sample::get).isInstanceOf(Unavailable.class);
    assertThatThrownBy(sample::get).isInstanceOf(Unavailable.class);
    assertThat(asked).hasValue(1);
  }

  @Test
  void many_callers_at_once_share_one_answer() {
    CountDownLatch allThere = new CountDownLatch(32);
    Sample<Integer> sample =
        new Sample<>(
            () -> {
              awaitUninterrupted(allThere);
              return asked.incrementAndGet();
            },
            clock);

    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 32; i++) {
        callers.execute(
            () -> {
              allThere.countDown();
              sample.get();
            });
      }
    }

    assertThat(asked).hasValue(1);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
