package dev.linnet.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnavailableTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void it_names_the_backend_and_keeps_the_cause_for_the_log() {
    RuntimeException cause = new IllegalStateException("connection refused");
    Unavailable unavailable = new Unavailable("link store", Duration.ofSeconds(7), cause);

    assertThat(unavailable).hasMessage("The link store is not available.").hasCause(cause);
    assertThat(unavailable.backend()).isEqualTo("link store");
    assertThat(unavailable.retryAfter()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void trying_again_makes_sense_after_a_second_at_the_earliest() {
    assertThat(new Unavailable("cache", null).retryAfter()).isEqualTo(SECOND);
    assertThat(new Unavailable("cache", Duration.ZERO, null).retryAfter()).isEqualTo(SECOND);
    assertThat(new Unavailable("cache", Duration.ofMillis(999), null).retryAfter())
        .isEqualTo(SECOND);
    assertThat(new Unavailable("cache", Duration.ofMillis(1001), null).retryAfter())
        .isEqualTo(Duration.ofMillis(1001));
  }
}
