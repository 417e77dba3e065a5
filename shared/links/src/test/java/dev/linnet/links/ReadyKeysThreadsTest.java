package dev.linnet.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ReadyKeysThreadsTest {
  private static final KeyBijection BIJECTION = new KeyBijection(7, "a secret for tests only");
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(5);

  @Test
  void sixteen_threads_take_distinct_keys() {
    HeapKeyPool pool = HeapKeyPool.of(60, 64);
    ReadyKeys keys = keys(pool, LONG);
    CountDownLatch start = new CountDownLatch(1);
    List<Caller<List<ShortKey>>> callers =
        IntStream.range(0, 16)
            .mapToObj(
                i ->
                    Caller.start(
                        () -> {
                          Caller.pass(start);
                          return take(keys, 200);
                        }))
            .toList();

    start.countDown();

    assertThat(callers.stream().flatMap(caller -> caller.outcome().stream()))
        .hasSize(3200)
        .doesNotHaveDuplicates();
  }

  @Test
  void whoever_waits_for_another_ones_claim_shares_its_block() {
    GatedKeyPool pool = new GatedKeyPool(1, 64);
    ReadyKeys keys = keys(pool, LONG);
    pool.close();
    Caller<ShortKey> first = Caller.waiting(keys::next);
    Caller<ShortKey> second = Caller.waiting(keys::next);

    pool.open();

    assertThat(List.of(first.outcome(), second.outcome()))
        .containsExactly(BIJECTION.key(0), BIJECTION.key(1));
    assertThat(pool.claims()).isEqualTo(1);
  }

  @Test
  void nobody_waits_for_another_ones_claim_longer_than_its_patience() {
    GatedKeyPool pool = new GatedKeyPool(1, 64);
    ReadyKeys keys = keys(pool, SHORT);
    pool.close();
    Caller<ShortKey> first = Caller.waiting(keys::next);

    assertUnavailable(keys::next);
    assertUnavailable(keys::release);
    assertUnavailable(keys::close);

    pool.open();
    assertThat(first.outcome()).isEqualTo(BIJECTION.key(0));
  }

  @Test
  void an_interrupted_caller_stops_waiting_and_stays_interrupted() {
    ReadyKeys keys = keys(HeapKeyPool.of(1, 4), LONG);

    Thread.currentThread().interrupt();
    Throwable failure = catchThrowable(keys::next);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure)
        .isInstanceOf(Unavailable.class)
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(keys.next()).isEqualTo(BIJECTION.key(0));
  }

  @Test
  void every_call_leaves_the_way_free_for_other_threads() {
    ReadyKeys keys = keys(HeapKeyPool.of(1, 1), LONG);
    keys.next();
    assertUnavailable(keys::next);
    keys.release();

    assertThat(Caller.start(() -> catchThrowable(keys::next)).outcome())
        .isInstanceOfSatisfying(
            Unavailable.class, e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(5)));
    keys.close();
    assertThat(Caller.start(() -> catchThrowable(keys::release)).outcome()).isNull();
  }

  private static void assertUnavailable(Runnable call) {
    assertThatExceptionOfType(Unavailable.class)
        .isThrownBy(call::run)
        .withMessage("The key pool is not available.");
  }

  private static ReadyKeys keys(KeyPool pool, Duration patience) {
    return new ReadyKeys(pool, BIJECTION, new KeyWords(Set.of()), () -> {}, patience);
  }

  private static List<ShortKey> take(ReadyKeys keys, int many) {
    return IntStream.range(0, many).mapToObj(i -> keys.next()).toList();
  }
}
