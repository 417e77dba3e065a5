package dev.linnet.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyWordsTest {
  private final KeyWords words = new KeyWords(Set.of("health", "Docs"));

  @ParameterizedTest
  @ValueSource(strings = {"health", "HEALTH", "Health", "docs", "Docs", "DOCS"})
  void our_own_routes_are_reserved_in_any_case(String route) {
    assertThat(words.isReserved(new ShortKey(route))).isTrue();
    assertThat(words.mayBeGenerated(new ShortKey(route))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"healthy", "ealth", "docs-", "k7f3qXw"})
  void a_key_that_only_resembles_a_route_is_free(String key) {
    assertThat(words.isReserved(new ShortKey(key))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"k7f3qXw", "bcdfghj", "2345678"})
  void an_innocent_key_may_be_generated(String key) {
    assertThat(words.mayBeGenerated(new ShortKey(key))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"xfckx", "FCKzz", "zzFcK", "b45s", "x455x", "X53x", "pr0nz", "bPR0Nb", "pronz"})
  void a_profane_key_is_not_generated_whatever_its_case_and_digits(String key) {
    assertThat(words.mayBeGenerated(new ShortKey(key))).isFalse();
  }

  @Test
  void every_fragment_of_the_list_keeps_a_key_from_being_generated() throws IOException {
    assertThat(fragments()).hasSizeGreaterThan(50);
    assertThat(fragments())
        .noneMatch(fragment -> words.mayBeGenerated(new ShortKey("--" + fragment + "--")));
  }

  @Test
  void the_list_leaves_nearly_all_keys() {
    long allowed =
        new KeyBijection(7, "a secret for tests only")
            .keys(new KeyBlock(0, 2000)).stream().filter(words::mayBeGenerated).count();

    assertThat(allowed).isGreaterThan(1900).isLessThan(2000);
  }

  private static List<String> fragments() throws IOException {
    try (InputStream in = KeyWords.class.getResourceAsStream("profanity.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }
}
