package dev.linnet.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortKeyTest {
  @ParameterizedTest
  @ValueSource(strings = {"abc", "azAZ09-_", "---", "___", "k7f3qXw"})
  void letters_digits_hyphens_and_underscores_make_a_key(String value) {
    assertThat(new ShortKey(value).value()).isEqualTo(value);
    assertThat(ShortKey.parse(value)).contains(new ShortKey(value));
    assertThat(new ShortKey(value)).hasToString(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc/",
        "abc:",
        "abc@",
        "abc[",
        "abc`",
        "abc{",
        "abc.",
        "abc+",
        "abc%",
        "abc ",
        " abc",
        "abc\n",
        "abc\0",
        "äbc",
        "abc\u0131",
        "\uff41\uff42\uff43",
        "\ud83d\ude00\ud83d\ude00"
      })
  void any_other_character_makes_none(String value) {
    assertThat(ShortKey.isWellFormed(value)).isFalse();
    assertThat(ShortKey.parse(value)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new ShortKey(value));
  }

  @Test
  void a_key_has_3_to_64_characters() {
    assertThat(ShortKey.isWellFormed("")).isFalse();
    assertThat(ShortKey.isWellFormed("ab")).isFalse();
    assertThat(ShortKey.isWellFormed("abc")).isTrue();
    assertThat(ShortKey.isWellFormed("a".repeat(64))).isTrue();
    assertThat(ShortKey.isWellFormed("a".repeat(65))).isFalse();
  }

  @Test
  void a_refused_key_is_not_repeated_in_the_message() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ShortKey("<script>"))
        .withMessage("A short key has 3 to 64 characters of A-Z a-z 0-9 - _ and this has not.");
  }

  @Test
  void case_matters_and_keys_sort_as_their_text_does() {
    assertThat(new ShortKey("abc")).isNotEqualTo(new ShortKey("ABC"));
    assertThat(new ShortKey("abc")).isGreaterThan(new ShortKey("abB"));
    assertThat(new ShortKey("abc")).isLessThan(new ShortKey("abd"));
    assertThat(new ShortKey("abc")).isEqualByComparingTo(new ShortKey("abc"));
  }
}
