package dev.linnet.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RefillKeysTest {
  private static final int BLOCK_SIZE = 4;

  private final HeapKeyPool pool = new HeapKeyPool(0, 1000);
  private final RefillKeys keys = new RefillKeys(pool, 40, 20, BLOCK_SIZE);

  @Test
  void an_empty_pool_is_filled_up_to_its_population() {
    assertThat(keys.refill()).isEqualTo(new RefillOutcome.Filled(40, 40));
    assertThat(pool.level()).isEqualTo(new KeyPool.Level(40, 40, 1000));
  }

  @Test
  void a_pool_at_its_low_mark_is_left_alone() {
    keys.refill();
    claim(5);

    assertThat(keys.refill()).isEqualTo(new RefillOutcome.NotNeeded(20));
    assertThat(pool.level().made()).isEqualTo(40);
  }

  @Test
  void a_pool_under_its_low_mark_gets_only_what_is_missing() {
    keys.refill();
    claim(6);

    assertThat(keys.refill()).isEqualTo(new RefillOutcome.Filled(24, 40));
    assertThat(pool.level().made()).isEqualTo(64);
  }

  @Test
  void an_empty_pool_is_filled_even_where_the_low_mark_is_0() {
    RefillKeys onlyEmpty = new RefillKeys(pool, 40, 0, BLOCK_SIZE);

    assertThat(onlyEmpty.refill()).isEqualTo(new RefillOutcome.Filled(40, 40));
    claim(9);
    assertThat(onlyEmpty.refill()).isEqualTo(new RefillOutcome.NotNeeded(4));
  }

  @Test
  void when_all_keys_have_been_made_the_refill_says_so() {
    RefillKeys tooMany = new RefillKeys(new HeapKeyPool(0, 10), 40, 20, BLOCK_SIZE);

    assertThat(tooMany.refill()).isEqualTo(new RefillOutcome.Exhausted(8));
  }

  @Test
  void a_refill_leaves_the_work_to_another_that_is_running() {
    KeyPool busy =
        new HeapKeyPool(0, 1000) {
          @Override
          public synchronized Fill fill(long population, int blockSize) {
            return new Fill.AlreadyRunning();
          }
        };

    assertThat(new RefillKeys(busy, 40, 20, BLOCK_SIZE).refill())
        .isEqualTo(new RefillOutcome.AlreadyRunning());
  }

  @Test
  void the_low_mark_lies_at_most_at_the_population() {
    assertThat(new RefillKeys(pool, 40, 40, BLOCK_SIZE).refill())
        .isEqualTo(new RefillOutcome.Filled(40, 40));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RefillKeys(pool, 40, 41, BLOCK_SIZE))
        .withMessage("The low mark lies above the population.");
  }

  private void claim(int blocks) {
    for (int i = 0; i < blocks; i++) {
      assertThat(pool.claim()).isInstanceOf(KeyPool.Claim.Claimed.class);
    }
  }
}
