package dev.linnet.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.links.Destination;
import dev.linnet.links.TargetUrl;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeCacheTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final TargetUrl TARGET = TargetUrl.ofAscii("https://www.example.com/");

  @Test
  void nothing_is_kept_unless_a_setting_says_so() {
    assertThat(control(Duration.ZERO, null)).isEqualTo("private, max-age=0");
  }

  @Test
  void a_link_that_never_expires_is_kept_as_long_as_the_setting_says() {
    assertThat(control(Duration.ofSeconds(5), null))
        .isEqualTo("public, max-age=0, s-maxage=5, stale-while-revalidate=5, stale-if-error=60");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "100000 | public, max-age=0, s-maxage=5, stale-while-revalidate=5, stale-if-error=60",
        "40000  | public, max-age=0, s-maxage=5, stale-while-revalidate=5, stale-if-error=34",
        "8500   | public, max-age=0, s-maxage=5, stale-while-revalidate=2, stale-if-error=2",
        "3999   | public, max-age=0, s-maxage=2, stale-while-revalidate=0, stale-if-error=0",
        "1999   | private, max-age=0",
        "0      | private, max-age=0",
        "-1000  | private, max-age=0",
      })
  void fresh_and_stale_together_end_before_the_link_does(long millisLeft, String expected) {
    assertThat(control(Duration.ofSeconds(5), NOW.plusMillis(millisLeft))).isEqualTo(expected);
  }

  private static String control(Duration ttl, Instant expiresAt) {
    return new EdgeCache(ttl, () -> NOW).controlOf(new Destination(TARGET, expiresAt));
  }
}
