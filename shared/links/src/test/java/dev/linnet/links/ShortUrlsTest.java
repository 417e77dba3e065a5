package dev.linnet.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShortUrlsTest {
  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080,     http://localhost:8080/k7f3qXw",
    "https://lin.example/,      https://lin.example/k7f3qXw",
    "https://lin.example/go,    https://lin.example/go/k7f3qXw",
    "https://lin.example/go/,   https://lin.example/go/k7f3qXw",
  })
  void a_key_stands_behind_the_base_and_one_slash(URI base, String expected) {
    assertThat(new ShortUrls(base).of(new ShortKey("k7f3qXw"))).isEqualTo(expected);
  }

  @Test
  void the_host_is_the_one_of_the_base_without_its_port() {
    assertThat(new ShortUrls(URI.create("https://lin.example:8443/go")).host())
        .isEqualTo("lin.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lin.example", "/go", "mailto:a@lin.example", "file:///go"})
  void a_base_without_a_host_is_refused(URI base) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ShortUrls(base))
        .withMessage("The base of short URLs has a host.");
  }
}
