package dev.linnet.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ShortKeyPropertyTest {
  private static final Pattern SHORT_KEY = Pattern.compile("[A-Za-z0-9_-]{3,64}");

  @Property(tries = 200)
  void a_text_is_a_key_exactly_where_the_documented_pattern_matches(@ForAll("texts") String text) {
    boolean expected = SHORT_KEY.matcher(text).matches();

    assertThat(ShortKey.isWellFormed(text)).isEqualTo(expected);
    assertThat(ShortKey.parse(text).isPresent()).isEqualTo(expected);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> nearlyKeys =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .withCharRange('A', 'Z')
            .withCharRange('0', '9')
            .withChars("-_.")
            .ofMinLength(0)
            .ofMaxLength(70);
    return Arbitraries.oneOf(nearlyKeys, Arbitraries.strings().ofMaxLength(10));
  }
}
