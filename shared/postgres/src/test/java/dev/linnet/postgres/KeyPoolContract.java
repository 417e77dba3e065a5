package dev.linnet.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.links.KeyBlock;
import dev.linnet.links.KeyPool;
import dev.linnet.links.KeyPool.Claim;
import dev.linnet.links.KeyPool.Fill;
import dev.linnet.links.KeyPool.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every key pool does. */
abstract class KeyPoolContract {
  static final long LOW_MARK = 8;
  static final long CAPACITY = 1_000_000;

  /** A pool over the same keys at each call within one test; empty at first. */
  abstract KeyPool pool(long lowMark, long capacity);

  final KeyPool pool() {
    return pool(LOW_MARK, CAPACITY);
  }

  @Test
  void an_empty_pool_has_nothing_to_claim() {
    assertThat(pool().claim()).isEqualTo(new Claim.Empty());
    assertThat(pool().level()).isEqualTo(new Level(0, 0, CAPACITY));
  }

  @Test
  void a_fill_makes_whole_blocks_until_the_population_is_there() {
    assertThat(pool().fill(10, 4)).isEqualTo(new Fill.Filled(12, 12));
    assertThat(pool().level()).isEqualTo(new Level(12, 12, CAPACITY));
  }

  @Test
  void a_full_pool_stays_as_it_is() {
    pool().fill(12, 4);
    assertThat(pool().fill(12, 4)).isEqualTo(new Fill.Filled(0, 12));
    assertThat(pool().fill(5, 4)).isEqualTo(new Fill.Filled(0, 12));
  }

  @Test
  void a_fill_makes_no_more_than_what_is_missing() {
    pool().fill(12, 4);
    pool().claim();
    assertThat(pool().fill(12, 4)).isEqualTo(new Fill.Filled(4, 12));
  }

  @Test
  void blocks_of_another_size_come_after_those_that_are_there() {
    pool().fill(8, 4);
    assertThat(pool().fill(20, 10)).isEqualTo(new Fill.Filled(20, 28));
    assertThat(claimAll(pool()))
        .containsExactly(
            new KeyBlock(0, 4), new KeyBlock(4, 4), new KeyBlock(8, 10), new KeyBlock(18, 10));
  }

  @Test
  void a_block_is_claimed_once() {
    pool().fill(12, 4);
    assertThat(claimAll(pool()))
        .containsExactly(new KeyBlock(0, 4), new KeyBlock(4, 4), new KeyBlock(8, 4));
    assertThat(pool().claim()).isEqualTo(new Claim.Empty());
  }

  @Test
  void a_number_that_was_claimed_is_never_made_again() {
    pool().fill(12, 4);
    claimAll(pool());
    assertThat(pool().fill(4, 4)).isEqualTo(new Fill.Filled(4, 4));
    assertThat(claimAll(pool())).containsExactly(new KeyBlock(12, 4));
  }

  @Test
  void a_claim_tells_when_the_pool_stands_under_its_low_mark() {
    pool().fill(16, 4);
    assertThat(pool().claim()).isEqualTo(new Claim.Claimed(new KeyBlock(0, 4), false));
    assertThat(pool().claim()).isEqualTo(new Claim.Claimed(new KeyBlock(4, 4), false));
    assertThat(pool().claim()).isEqualTo(new Claim.Claimed(new KeyBlock(8, 4), true));
    assertThat(pool().claim()).isEqualTo(new Claim.Claimed(new KeyBlock(12, 4), true));
  }

  @Test
  void without_a_low_mark_the_pool_is_never_low() {
    pool().fill(4, 4);
    assertThat(pool(0, CAPACITY).claim()).isEqualTo(new Claim.Claimed(new KeyBlock(0, 4), false));
  }

  @Test
  void a_rest_that_is_given_back_is_claimed_again() {
    pool().fill(12, 4);
    KeyBlock rest = claimed(pool().claim()).without(1);
    pool().giveBack(rest);
    assertThat(pool().level()).isEqualTo(new Level(12, 11, CAPACITY));
    assertThat(claimAll(pool()))
        .containsExactlyInAnyOrder(rest, new KeyBlock(4, 4), new KeyBlock(8, 4));
  }

  @Test
  void a_rest_that_is_given_back_counts_in_a_fill() {
    pool().fill(12, 4);
    pool().giveBack(claimed(pool().claim()).without(1));
    assertThat(pool().fill(11, 4)).isEqualTo(new Fill.Filled(0, 11));
    assertThat(pool().fill(12, 4)).isEqualTo(new Fill.Filled(4, 15));
  }

  @Test
  void what_never_was_in_the_pool_is_not_taken_back() {
    assertThatThrownBy(() -> pool().giveBack(new KeyBlock(0, 1)))
        .isInstanceOf(IllegalArgumentException.class);
    pool().fill(12, 4);
    assertThatThrownBy(() -> pool().giveBack(new KeyBlock(11, 2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(pool().level()).isEqualTo(new Level(12, 12, CAPACITY));
  }

  @Test
  void a_block_that_is_in_the_pool_is_not_taken_back() {
    pool().fill(12, 4);
    KeyBlock block = claimed(pool().claim());
    pool().giveBack(block);
    assertThatThrownBy(() -> pool().giveBack(block)).isInstanceOf(IllegalArgumentException.class);
    assertThat(pool().level()).isEqualTo(new Level(12, 12, CAPACITY));
  }

  @Test
  void the_last_keys_may_be_a_smaller_block_and_then_there_are_no_more() {
    KeyPool pool = pool(LOW_MARK, 10);
    assertThat(pool.fill(12, 4)).isEqualTo(new Fill.Exhausted(10));
    assertThat(claimAll(pool))
        .containsExactly(new KeyBlock(0, 4), new KeyBlock(4, 4), new KeyBlock(8, 2));
    assertThat(pool.fill(12, 4)).isEqualTo(new Fill.Exhausted(0));
    assertThat(pool.level()).isEqualTo(new Level(10, 0, 10));
  }

  @Test
  void a_pool_that_reaches_its_population_with_the_last_key_is_filled() {
    assertThat(pool(LOW_MARK, 10).fill(10, 4)).isEqualTo(new Fill.Filled(10, 10));
  }

  @Test
  void a_large_fill_is_one_of_the_same() {
    assertThat(pool().fill(100_000, 64)).isEqualTo(new Fill.Filled(100_032, 100_032));
    assertThat(pool().claim()).isEqualTo(new Claim.Claimed(new KeyBlock(0, 64), false));
  }

  @Test
  void fills_at_once_never_overfill() throws Exception {
    KeyPool pool = pool();
    for (int round = 1; round <= 5; round++) {
      List<Fill> outcomes = atOnce(8, () -> pool.fill(100, 4));
      assertThat(pool.level()).isEqualTo(new Level(100L * round, 100, CAPACITY));
      assertThat(outcomes.stream().mapToLong(KeyPoolContract::made).sum()).isEqualTo(100);
      assertThat(claimAll(pool)).hasSize(25);
    }
  }

  @Test
  void claims_at_once_get_different_blocks() throws Exception {
    KeyPool pool = pool();
    pool.fill(800, 4);
    List<KeyBlock> blocks = atOnce(8, () -> claimAll(pool)).stream().flatMap(List::stream).toList();
    assertThat(blocks)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 200).mapToObj(i -> new KeyBlock(4L * i, 4)).toList());
  }

  static KeyBlock claimed(Claim claim) {
    return switch (claim) {
      case Claim.Claimed(KeyBlock block, boolean _) -> block;
      case Claim.Empty() -> throw new AssertionError("The pool is empty.");
    };
  }

  static List<KeyBlock> claimAll(KeyPool pool) {
    List<KeyBlock> blocks = new ArrayList<>();
    while (pool.claim() instanceof Claim.Claimed(KeyBlock block, boolean _)) {
      blocks.add(block);
    }
    return blocks;
  }

  /** Does the same in several threads; none waits for another one to begin. */
  static <T> List<T> atOnce(int threads, Callable<T> action) throws Exception {
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<T> results = new ArrayList<>();
      for (Future<T> result : executor.invokeAll(Collections.nCopies(threads, action))) {
        results.add(result.get());
      }
      return results;
    }
  }

  private static long made(Fill outcome) {
    return switch (outcome) {
      case Fill.Filled(long made, long _) -> made;
      case Fill.AlreadyRunning() -> 0;
      case Fill.Exhausted(long _) -> throw new AssertionError("There are keys left.");
    };
  }
}
