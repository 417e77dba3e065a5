package dev.linnet.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadyKeysTest {
  private static final KeyBijection BIJECTION = new KeyBijection(7, "a secret for tests only");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Numbers 25, 72, 121 … of this secret spell something profane. */
  private final KeyWords words = new KeyWords(Set.of());

  private final AtomicInteger alarms = new AtomicInteger();

  @Test
  void keys_come_in_the_order_of_their_numbers_and_one_block_is_claimed_at_a_time() {
    HeapKeyPool pool = HeapKeyPool.of(3, 4);
    ReadyKeys keys = keys(pool);

    assertThat(take(keys, 4)).isEqualTo(BIJECTION.keys(new KeyBlock(0, 4)));
    assertThat(pool.claims()).isEqualTo(1);
    assertThat(keys.next()).isEqualTo(BIJECTION.key(4));
    assertThat(pool.claims()).isEqualTo(2);
    assertThat(take(keys, 7)).isEqualTo(BIJECTION.keys(new KeyBlock(5, 7)));
    assertThat(pool.claims()).isEqualTo(3);
    assertThat(alarms).hasValue(0);
  }

  @Test
  void nothing_is_claimed_before_a_key_is_wanted() {
    HeapKeyPool pool = HeapKeyPool.of(1, 4);
    keys(pool).release();

    assertThat(pool.claims()).isZero();
    assertThat(pool.level().free()).isEqualTo(4);
  }

  @Test
  void a_profane_key_is_left_out() {
    ReadyKeys keys = keys(HeapKeyPool.of(1, 64));
    List<ShortKey> taken = take(keys, 30);

    assertThat(BIJECTION.key(25)).hasToString("f6tDwNT");
    assertThat(taken).doesNotContain(BIJECTION.key(25)).doesNotHaveDuplicates();
    assertThat(taken).contains(BIJECTION.key(24), BIJECTION.key(26)).endsWith(BIJECTION.key(30));
  }

  @Test
  void a_pool_under_its_low_mark_raises_the_alarm_and_gives_keys_still() {
    HeapKeyPool pool = new HeapKeyPool(6, 1000);
    pool.fill(12, 4);
    ReadyKeys keys = keys(pool);

    take(keys, 8);
    assertThat(alarms).hasValue(0);
    assertThat(keys.next()).isEqualTo(BIJECTION.key(8));
    assertThat(alarms).hasValue(1);
    take(keys, 3);
    assertThat(alarms).hasValue(1);
  }

  @Test
  void an_empty_pool_raises_the_alarm_and_is_unavailable_until_it_is_filled() {
    HeapKeyPool pool = new HeapKeyPool(0, 1000);
    ReadyKeys keys = keys(pool);

    assertThatExceptionOfType(Unavailable.class)
        .isThrownBy(keys::next)
        .satisfies(e -> assertThat(e.backend()).isEqualTo("key pool"))
        .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(5)));
    assertThat(alarms).hasValue(1);

    pool.fill(4, 4);
    assertThat(keys.next()).isEqualTo(BIJECTION.key(0));
  }

  @Test
  void a_pool_that_is_not_there_is_told_as_it_is_and_asked_again() {
    HeapKeyPool pool = HeapKeyPool.of(1, 4);
    Unavailable failure = new Unavailable("key pool", null);
    AtomicInteger failures = new AtomicInteger(1);
    ReadyKeys keys =
        keys(
            new HeapKeyPool(0, 0) {
              @Override
              public synchronized Claim claim() {
                if (failures.getAndDecrement() > 0) {
                  throw failure;
                }
                return pool.claim();
              }
            });

    assertThatExceptionOfType(Unavailable.class).isThrownBy(keys::next).isSameAs(failure);
    assertThat(keys.next()).isEqualTo(BIJECTION.key(0));
    assertThat(alarms).hasValue(0);
  }

  @Test
  void release_gives_the_unused_keys_back_and_the_next_call_claims_anew() {
    HeapKeyPool pool = HeapKeyPool.of(2, 4);
    ReadyKeys keys = keys(pool);
    keys.next();

    keys.release();

    assertThat(pool.level().free()).isEqualTo(7);
    assertThat(pool.claim()).isEqualTo(claimed(1, 3));
    assertThat(keys.next()).isEqualTo(BIJECTION.key(4));
  }

  @Test
  void release_gives_nothing_back_where_every_key_of_the_block_is_used() {
    HeapKeyPool pool = HeapKeyPool.of(2, 4);
    ReadyKeys keys = keys(pool);
    take(keys, 4);

    keys.release();
    keys.release();

    assertThat(pool.level().free()).isEqualTo(4);
  }

  @Test
  void what_is_released_twice_is_given_back_once() {
    HeapKeyPool pool = HeapKeyPool.of(1, 4);
    ReadyKeys keys = keys(pool);
    keys.next();

    keys.release();
    keys.release();
    keys.close();

    assertThat(pool.level().free()).isEqualTo(3);
    assertThat(pool.claim()).isEqualTo(claimed(1, 3));
  }

  @Test
  void close_gives_the_unused_keys_back_and_makes_the_next_call_unavailable() {
    HeapKeyPool pool = HeapKeyPool.of(2, 4);
    ReadyKeys keys = keys(pool);
    take(keys, 2);

    keys.close();

    assertThat(pool.level().free()).isEqualTo(6);
    assertThatExceptionOfType(Unavailable.class)
        .isThrownBy(keys::next)
        .withMessage("The key pool is not available.");
    assertThat(pool.claims()).isEqualTo(1);
    assertThat(alarms).hasValue(0);
  }

  private ReadyKeys keys(KeyPool pool) {
    return new ReadyKeys(pool, BIJECTION, words, alarms::incrementAndGet, PATIENCE);
  }

  private static List<ShortKey> take(ReadyKeys keys, int many) {
    return IntStream.range(0, many).mapToObj(i -> keys.next()).toList();
  }

  private static KeyPool.Claim claimed(long first, int size) {
    return new KeyPool.Claim.Claimed(new KeyBlock(first, size), false);
  }
}
