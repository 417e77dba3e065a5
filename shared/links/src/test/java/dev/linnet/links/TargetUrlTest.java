package dev.linnet.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetUrlTest {
  private static final String ASCII = "https://www.example.com/";

  @ParameterizedTest
  @ValueSource(
      strings = {"http://example.com", "https://example.com/a?b#c", "HTTPS://example.com/!~"})
  void http_and_https_in_any_case_make_a_target(String url) {
    assertThat(TargetUrl.ofAscii(url)).isEqualTo(new TargetUrl(url, url));
  }

  @Test
  void the_value_stays_as_it_was_sent_while_the_location_is_ascii() {
    TargetUrl target = new TargetUrl("https://bücher.example/ä", "https://xn--bcher-kva.example/");

    assertThat(target.value()).isEqualTo("https://bücher.example/ä");
    assertThat(target.location()).isEqualTo("https://xn--bcher-kva.example/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "ftp://example.com",
        "javascript:alert(1)",
        "http:/example.com",
        "https:/example.com",
        "httpx://example.com",
        " https://example.com"
      })
  void any_other_scheme_makes_none(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TargetUrl(url, ASCII))
        .withMessageStartingWith("A target is an http or https URL of at most 2048 characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TargetUrl(ASCII, url))
        .withMessageStartingWith("A target's location is an http or https URL");
  }

  @Test
  void a_target_has_at_most_2048_characters() {
    String longest = ASCII + "a".repeat(TargetUrl.MAX_LENGTH - ASCII.length());

    assertThat(TargetUrl.ofAscii(longest).value()).hasSize(2048);
    assertThatIllegalArgumentException().isThrownBy(() -> new TargetUrl(longest + "a", ASCII));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {" ", "\r\nSet-Cookie: a=b", "\t", "\0", "\u007f", "\u0080", "ä", "\u2028"})
  void nothing_that_could_break_a_header_gets_into_the_location(String bad) {
    assertThatIllegalArgumentException().isThrownBy(() -> new TargetUrl(ASCII, ASCII + bad));
    assertThatIllegalArgumentException().isThrownBy(() -> TargetUrl.ofAscii(ASCII + bad + "end"));
  }
}
