package dev.linnet.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ReadyKeysThreadsTest {
  private static final KeyBijection BIJECTION = new KeyBijection(7, "a secret for tests only");
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(5);

  private final CountDownLatch answer = new CountDownLatch(1);

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
    SlowPool pool = new SlowPool();
    ReadyKeys keys = keys(pool, LONG);
    Caller<ShortKey> first = Caller.waiting(keys::next);
    Caller<ShortKey> second = Caller.waiting(keys::next);

    answer.countDown();

    assertThat(List.of(first.outcome(), second.outcome()))
        .containsExactly(BIJECTION.key(0), BIJECTION.key(1));
    assertThat(pool.claims()).isEqualTo(1);
  }

  @Test
  void where_a_claim_was_waited_for_the_next_comes_before_the_last_key_has_gone() {
    GatedPool pool = new GatedPool(3, 8);
    ReadyKeys keys = waitedFor(pool);

    assertThat(take(keys, 3)).isEqualTo(BIJECTION.keys(new KeyBlock(2, 3)));
    assertThat(pool.claims()).isEqualTo(1);
    assertThat(take(keys, 2)).isEqualTo(BIJECTION.keys(new KeyBlock(5, 2)));
    assertThat(pool.claims()).isEqualTo(2);
    assertThat(take(keys, 9)).isEqualTo(BIJECTION.keys(new KeyBlock(7, 9)));
    assertThat(pool.claims()).isEqualTo(3);
  }

  @Test
  void while_one_claims_ahead_the_others_take_what_is_left() {
    GatedPool pool = new GatedPool(2, 8);
    ReadyKeys keys = waitedFor(pool);
    take(keys, 3);

    pool.close();
    Caller<ShortKey> ahead = Caller.waiting(keys::next);

    assertThat(take(keys, 2)).isEqualTo(BIJECTION.keys(new KeyBlock(6, 2)));
    pool.open();
    assertThat(ahead.outcome()).isEqualTo(BIJECTION.key(5));
    assertThat(keys.next()).isEqualTo(BIJECTION.key(8));
    assertThat(pool.claims()).isEqualTo(2);
  }

  @Test
  void a_claim_ahead_that_fails_fails_nobody_and_is_left_to_who_finds_no_key() {
    GatedPool pool = new GatedPool(2, 8);
    ReadyKeys keys = waitedFor(pool);
    take(keys, 3);

    pool.breakDown();
    assertThat(take(keys, 2)).isEqualTo(BIJECTION.keys(new KeyBlock(5, 2)));
    assertThat(pool.failures()).isEqualTo(1);
    assertThat(keys.next()).isEqualTo(BIJECTION.key(7));
    assertUnavailable(keys::next);
    pool.open();

    assertThat(take(keys, 8)).isEqualTo(BIJECTION.keys(new KeyBlock(8, 8)));
  }

  @Test
  void an_empty_pool_is_told_of_while_there_are_keys_left() {
    AtomicInteger alarms = new AtomicInteger();
    GatedPool pool = new GatedPool(1, 8);
    ReadyKeys keys = waitedFor(pool, alarms);

    take(keys, 3);
    assertThat(alarms).hasValue(0);
    keys.next();
    assertThat(alarms).hasValue(1);
    take(keys, 2);
    assertUnavailable(keys::next);
  }

  @Test
  void what_was_claimed_ahead_is_given_back_too() {
    GatedPool pool = new GatedPool(2, 8);
    ReadyKeys keys = waitedFor(pool);
    take(keys, 4);
    assertThat(pool.level().free()).isZero();

    keys.close();

    assertThat(pool.level().free()).isEqualTo(10);
  }

  @Test
  void what_comes_after_the_end_goes_back() {
    GatedPool pool = new GatedPool(2, 8);
    ReadyKeys keys = waitedFor(pool);
    take(keys, 3);
    pool.close();
    Caller<ShortKey> ahead = Caller.waiting(keys::next);

    keys.close();
    assertThat(pool.level().free()).isEqualTo(2);
    pool.open();

    assertThat(ahead.outcome()).isEqualTo(BIJECTION.key(5));
    assertThat(pool.level().free()).isEqualTo(10);
  }

  /** Two keys are taken: the first block's claim was waited for. */
  private static ReadyKeys waitedFor(GatedPool pool) {
    return waitedFor(pool, new AtomicInteger());
  }

  private static ReadyKeys waitedFor(GatedPool pool, AtomicInteger alarms) {
    ReadyKeys keys =
        new ReadyKeys(pool, BIJECTION, new KeyWords(Set.of()), alarms::incrementAndGet, LONG);
    pool.close();
    Caller<ShortKey> first = Caller.waiting(keys::next);
    Caller<ShortKey> second = Caller.waiting(keys::next);
    pool.open();
    assertThat(List.of(first.outcome(), second.outcome()))
        .containsExactly(BIJECTION.key(0), BIJECTION.key(1));
    return keys;
  }

  @Test
  void nobody_waits_for_another_ones_claim_longer_than_its_patience() {
    ReadyKeys keys = keys(new SlowPool(), SHORT);
    Caller<ShortKey> first = Caller.waiting(keys::next);

    assertUnavailable(keys::next);
    assertUnavailable(keys::release);
    assertUnavailable(keys::close);

    answer.countDown();
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

  /** Claims wait while it is closed, and fail while it is broken. */
  private static final class GatedPool extends HeapKeyPool {
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean broken;

    GatedPool(int blocks, int blockSize) {
      super(0, (long) blocks * blockSize);
      fill((long) blocks * blockSize, blockSize);
    }

    void close() {
      gate = new CountDownLatch(1);
    }

    void open() {
      broken = false;
      gate.countDown();
    }

    int failures() {
      return failures.get();
    }

    void breakDown() {
      broken = true;
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // who waits locks nobody out
    public Claim claim() {
      if (broken) {
        failures.incrementAndGet();
        throw new Unavailable("key pool", null);
      }
      Claim claim = super.claim();
      Caller.pass(gate);
      return claim;
    }
  }

  /** Answers a claim once {@link #answer} is open. */
  private final class SlowPool extends HeapKeyPool {
    SlowPool() {
      super(0, 64);
      fill(64, 64);
    }

    @Override
    public synchronized Claim claim() {
      Caller.pass(answer);
      return super.claim();
    }
  }
}
