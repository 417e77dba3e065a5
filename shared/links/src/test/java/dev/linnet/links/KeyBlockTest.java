package dev.linnet.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class KeyBlockTest {
  @Test
  void a_block_starts_at_0_or_later_and_has_at_least_one_key() {
    assertThat(new KeyBlock(0, 1)).isEqualTo(new KeyBlock(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new KeyBlock(-1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new KeyBlock(0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new KeyBlock(0, -1));
  }

  @Test
  void a_block_ends_where_numbers_end() {
    assertThat(new KeyBlock(Long.MAX_VALUE - 64, 64).size()).isEqualTo(64);
    assertThatIllegalArgumentException().isThrownBy(() -> new KeyBlock(Long.MAX_VALUE - 63, 64));
  }

  @Test
  void the_rest_of_a_block_starts_after_what_was_used_and_ends_where_the_block_does() {
    KeyBlock block = new KeyBlock(128, 64);

    assertThat(block.without(0)).isEqualTo(block);
    assertThat(block.without(10)).isEqualTo(new KeyBlock(138, 54));
    assertThat(block.without(63)).isEqualTo(new KeyBlock(191, 1));
  }

  @Test
  void a_used_up_block_has_no_rest_and_a_rest_is_never_larger_than_its_block() {
    KeyBlock block = new KeyBlock(128, 64);

    assertThatIllegalArgumentException().isThrownBy(() -> block.without(64));
    assertThatIllegalArgumentException().isThrownBy(() -> block.without(-1));
  }

  @Test
  void what_was_made_and_is_not_free_was_claimed() {
    assertThat(new KeyPool.Level(1000, 400, 5000).claimed()).isEqualTo(600);
  }
}
