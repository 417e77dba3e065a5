package dev.linnet.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SingleFlightTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(5);

  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch answer = new CountDownLatch(1);

  @Test
  void many_callers_share_one_call() {
    SingleFlight<String, String> flight = new SingleFlight<>("link store", LONG);
    Caller<String> first = caller(flight, "key", key -> key + " answered");
    List<Caller<String>> others =
        IntStream.range(0, 15)
            .mapToObj(i -> caller(flight, "key", key -> "not asked for"))
            .toList();

    answer.countDown();

    assertThat(first.outcome()).isEqualTo("key answered");
    for (Caller<String> other : others) {
      assertThat(other.outcome()).isEqualTo("key answered");
    }
    assertThat(calls).hasValue(1);
  }

  @Test
  void another_key_does_not_wait() {
    SingleFlight<String, String> flight = new SingleFlight<>("link store", LONG);
    Caller<String> first = caller(flight, "key", key -> key);

    assertThat(flight.get("other", key -> key + " at once")).isEqualTo("other at once");

    answer.countDown();
    assertThat(first.outcome()).isEqualTo("key");
  }

  @Test
  void an_answer_is_not_remembered() {
    SingleFlight<String, Integer> flight = new SingleFlight<>("link store", LONG);

    assertThat(flight.get("key", key -> calls.incrementAndGet())).isEqualTo(1);
    assertThat(flight.get("key", key -> calls.incrementAndGet())).isEqualTo(2);
  }

  @Test
  void whoever_has_an_answer_and_asks_again_gets_a_new_one() {
    SingleFlight<SlowToLeave, Integer> flight = new SingleFlight<>("link store", LONG);
    CountDownLatch askedAgain = new CountDownLatch(1);
    SlowToLeave key = new SlowToLeave(new AtomicInteger(), askedAgain);
    SlowToLeave same = new SlowToLeave(new AtomicInteger(), new CountDownLatch(0));
    Caller<Integer> first =
        Caller.waiting(
            () ->
                flight.get(
                    key,
                    asked -> {
                      Caller.pass(answer);
                      return calls.incrementAndGet();
                    }));
    Caller<List<Integer>> second =
        Caller.waiting(
            () -> {
              int answered = flight.get(same, asked -> calls.incrementAndGet());
              int again = flight.get(same, asked -> calls.incrementAndGet());
              askedAgain.countDown();
              return List.of(answered, again);
            });

    answer.countDown();

    assertThat(second.outcome()).containsExactly(1, 2);
    assertThat(first.outcome()).isEqualTo(1);
  }

  @Test
  void a_failure_reaches_all_callers_and_is_not_remembered() {
    SingleFlight<String, String> flight = new SingleFlight<>("link store", LONG);
    Unavailable failure = new Unavailable("link store", Duration.ofSeconds(3), null);
    Caller<String> first = caller(flight, "key", key -> fail(failure));
    Caller<String> second = caller(flight, "key", key -> "not asked for");

    answer.countDown();

    assertThat(first.failure()).isSameAs(failure);
    assertThat(second.failure()).isSameAs(failure);
    assertThat(flight.get("key", key -> "well again")).isEqualTo("well again");
  }

  @Test
  void an_error_is_thrown_where_it_happened_and_is_unavailable_to_the_others() {
    SingleFlight<String, String> flight = new SingleFlight<>("link store", LONG);
    Error error = new StackOverflowError();
    Caller<String> first = caller(flight, "key", key -> fail(error));
    Caller<String> second = caller(flight, "key", key -> "not asked for");

    answer.countDown();

    assertThat(first.failure()).isSameAs(error);
    assertThat(second.failure())
        .isInstanceOf(Unavailable.class)
        .hasMessage("The link store is not available.")
        .hasCause(error);
    assertThat(flight.get("key", key -> "well again")).isEqualTo("well again");
  }

  @Test
  void a_caller_waits_no_longer_than_its_patience() {
    SingleFlight<String, String> flight = new SingleFlight<>("link store", SHORT);
    Caller<String> first = caller(flight, "key", key -> key);

    assertThatExceptionOfType(Unavailable.class)
        .isThrownBy(() -> flight.get("key", key -> "not asked for"))
        .withMessage("The link store is not available.")
        .withCauseInstanceOf(TimeoutException.class);

    answer.countDown();
    assertThat(first.outcome()).isEqualTo("key");
    assertThat(flight.get("key", key -> "asked again")).isEqualTo("asked again");
  }

  @Test
  void an_interrupted_caller_stops_waiting_and_stays_interrupted() {
    SingleFlight<String, String> flight = new SingleFlight<>("link store", LONG);
    Caller<String> first = caller(flight, "key", key -> key);

    Thread.currentThread().interrupt();
    Throwable failure = catchThrowable(() -> flight.get("key", key -> "not asked for"));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure)
        .isInstanceOf(Unavailable.class)
        .hasCauseInstanceOf(InterruptedException.class);
    answer.countDown();
    assertThat(first.outcome()).isEqualTo("key");
  }

  /** A thread that asks, once it waits: for {@link #answer}, or for the one that does. */
  private Caller<String> caller(
      SingleFlight<String, String> flight, String key, Function<String, String> work) {
    return Caller.waiting(
        () ->
            flight.get(
                key,
                asked -> {
                  calls.incrementAndGet();
                  Caller.pass(answer);
                  return work.apply(asked);
                }));
  }

  private static String fail(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  /** A key that takes its time when it is removed, so that others may come in between. */
  private record SlowToLeave(AtomicInteger uses, CountDownLatch others) {
    @Override
    public boolean equals(Object other) {
      return other instanceof SlowToLeave;
    }

    @Override
    public int hashCode() {
      if (uses.incrementAndGet() == 2) {
        try {
          others.await(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
      return 1;
    }
  }
}
