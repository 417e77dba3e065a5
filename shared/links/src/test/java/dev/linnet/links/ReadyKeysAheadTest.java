package dev.linnet.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Claims that are made while there are keys left. */
@Timeout(20)
class ReadyKeysAheadTest {
  private static final KeyBijection BIJECTION = new KeyBijection(7, "a secret for tests only");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Test
  void where_a_claim_was_waited_for_the_next_comes_before_the_last_key_has_gone() {
    GatedKeyPool pool = new GatedKeyPool(3, 8);
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
    GatedKeyPool pool = new GatedKeyPool(2, 8);
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
    GatedKeyPool pool = new GatedKeyPool(2, 8);
    ReadyKeys keys = waitedFor(pool);
    take(keys, 3);

    pool.breakDown();
    assertThat(take(keys, 2)).isEqualTo(BIJECTION.keys(new KeyBlock(5, 2)));
    assertThat(pool.failures()).isEqualTo(1);
    assertThat(keys.next()).isEqualTo(BIJECTION.key(7));
    assertThatExceptionOfType(Unavailable.class).isThrownBy(keys::next);
    pool.open();

    assertThat(take(keys, 8)).isEqualTo(BIJECTION.keys(new KeyBlock(8, 8)));
  }

  @Test
  void an_empty_pool_is_told_of_while_there_are_keys_left() {
    AtomicInteger alarms = new AtomicInteger();
    GatedKeyPool pool = new GatedKeyPool(1, 8);
    ReadyKeys keys = waitedFor(pool, alarms);

    take(keys, 3);
    assertThat(alarms).hasValue(0);
    keys.next();
    assertThat(alarms).hasValue(1);
    take(keys, 2);
    assertThat(pool.claims()).isEqualTo(2);
    assertThatExceptionOfType(Unavailable.class).isThrownBy(keys::next);
  }

  @Test
  void what_was_claimed_ahead_is_given_back_too() {
    GatedKeyPool pool = new GatedKeyPool(2, 8);
    ReadyKeys keys = waitedFor(pool);
    take(keys, 4);
    assertThat(pool.level().free()).isZero();

    keys.close();

    assertThat(pool.level().free()).isEqualTo(10);
  }

  @Test
  void what_comes_after_the_end_goes_back() {
    GatedKeyPool pool = new GatedKeyPool(2, 8);
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
  private static ReadyKeys waitedFor(GatedKeyPool pool) {
    return waitedFor(pool, new AtomicInteger());
  }

  private static ReadyKeys waitedFor(GatedKeyPool pool, AtomicInteger alarms) {
    ReadyKeys keys =
        new ReadyKeys(pool, BIJECTION, new KeyWords(Set.of()), alarms::incrementAndGet, PATIENCE);
    pool.close();
    Caller<ShortKey> first = Caller.waiting(keys::next);
    Caller<ShortKey> second = Caller.waiting(keys::next);
    pool.open();
    assertThat(List.of(first.outcome(), second.outcome()))
        .containsExactly(BIJECTION.key(0), BIJECTION.key(1));
    return keys;
  }

  private static List<ShortKey> take(ReadyKeys keys, int many) {
    return IntStream.range(0, many).mapToObj(i -> keys.next()).toList();
  }
}
