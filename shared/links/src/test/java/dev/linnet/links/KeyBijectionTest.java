package dev.linnet.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyBijectionTest {
  private static final String SECRET = "a secret for tests only";

  /** Links in the world depend on these: a change of the bijection could give a key twice. */
  @ParameterizedTest
  @CsvSource({
    "5, VMhXF, C9nvm, fj79v, GjHcD",
    "6, wJ6L4L, Bn3nDF, j5rTJZ, RDPrp9",
    "7, 3dqcfFp, FpBSGsQ, Dcfmd4t, 2d22dFg",
    "8, gYKrr25M, yx6H3G6h, pFb7h2PV, 8pdyLbgK",
    "9, 3z4j62727, 9M7mjFr9G, KsHhbLmmQ, JgPDL4CWN",
    "10, HPs2PQhT7S, WR4pTbfzsH, c5jpYV3Wds, W8fbgRwk8R",
    "11, cyZpM9DHKYV, y3638HpPzyS, K3qNxLRwV8c, 3MqRpJp3wrT",
    "12, 3jsBMXBhZgYV, kDdGBkvzwvW7, N5Fx9C7jYDsr, zcWpvwkfjDJB"
  })
  void the_keys_of_a_secret_never_change(
      int length, String first, String second, String later, String nearlyLast) {
    KeyBijection bijection = new KeyBijection(length, SECRET);

    assertThat(bijection.key(0)).hasToString(first);
    assertThat(bijection.key(1)).hasToString(second);
    assertThat(bijection.key(123_456_789)).hasToString(later);
    assertThat(bijection.key(bijection.capacity() - 2)).hasToString(nearlyLast);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 282475249",
    "6, 13841287201",
    "7, 678223072849",
    "8, 33232930569601",
    "9, 1628413597910449",
    "10, 79792266297612001",
    "11, 3909821048582988049",
    "12, 9223372036854775807"
  })
  void there_are_as_many_keys_as_the_alphabet_can_spell(int length, long capacity) {
    assertThat(new KeyBijection(length, SECRET).capacity()).isEqualTo(capacity);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6, 7, 8, 9, 10, 11, 12})
  void numbers_from_both_ends_and_the_middle_give_distinct_keys_of_the_length(int length) {
    KeyBijection bijection = new KeyBijection(length, SECRET);
    long capacity = bijection.capacity();
    List<KeyBlock> samples =
        List.of(
            new KeyBlock(0, 500),
            new KeyBlock(capacity / 2, 500),
            new KeyBlock(capacity - 500, 500));

    List<ShortKey> keys =
        samples.stream().flatMap(block -> bijection.keys(block).stream()).toList();

    assertThat(keys).hasSize(1500).doesNotHaveDuplicates();
    assertThat(keys).allMatch(key -> key.value().length() == length);
  }

  @Test
  void not_one_of_200_000_numbers_gives_the_key_of_another() {
    List<ShortKey> keys = new KeyBijection(5, SECRET).keys(new KeyBlock(0, 200_000));

    assertThat(new HashSet<>(keys)).hasSize(200_000);
  }

  @Test
  void no_key_has_a_vowel_or_a_character_that_looks_like_another() {
    assertThat(KeyBijection.ALPHABET).hasSize(49).doesNotContainPattern("[aeiouAEIOU01lI]");

    Set<Integer> used = new HashSet<>();
    new KeyBijection(7, SECRET)
        .keys(new KeyBlock(0, 1000))
        .forEach(key -> key.value().chars().forEach(used::add));
    assertThat(used).hasSize(49).allMatch(c -> KeyBijection.ALPHABET.indexOf(c) >= 0);
  }

  @Test
  void another_secret_gives_other_keys() {
    List<ShortKey> keys = new KeyBijection(7, SECRET).keys(new KeyBlock(0, 100));

    assertThat(new KeyBijection(7, "another secret").keys(new KeyBlock(0, 100)))
        .doesNotContainAnyElementsOf(keys);
    assertThat(new KeyBijection(7, SECRET).keys(new KeyBlock(0, 100))).isEqualTo(keys);
  }

  @Test
  void the_keys_of_a_block_stand_in_the_order_of_their_numbers() {
    KeyBijection bijection = new KeyBijection(7, SECRET);

    assertThat(bijection.keys(new KeyBlock(10, 5)))
        .isEqualTo(LongStream.range(10, 15).mapToObj(bijection::key).toList());
  }

  @Test
  void numbers_beyond_the_last_key_are_refused() {
    KeyBijection bijection = new KeyBijection(5, SECRET);

    assertThat(bijection.key(bijection.capacity() - 1).value()).hasSize(5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bijection.key(bijection.capacity()))
        .withMessage("There are only 282475249 keys of this length.");
    assertThatIllegalArgumentException().isThrownBy(() -> bijection.key(-1));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 4, 13})
  void other_lengths_than_5_to_12_are_refused(int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeyBijection(length, SECRET))
        .withMessage("A generated key has 5 to 12 characters.");
  }
}
