package dev.linnet.links;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class KeyBijectionPropertyTest {
  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void two_numbers_have_two_keys_and_one_number_has_one(
      @ForAll @IntRange(min = 5, max = 12) int length,
      @ForAll String secret,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE - 1) long one,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE - 1) long other) {
    KeyBijection bijection = new KeyBijection(length, secret);
    long first = one % bijection.capacity();
    long second = other % bijection.capacity();
    Assume.that(first != second);

    assertThat(bijection.key(first)).isNotEqualTo(bijection.key(second));
    assertThat(bijection.key(first)).isEqualTo(new KeyBijection(length, secret).key(first));
    assertThat(bijection.key(first).value()).hasSize(length);
  }
}
