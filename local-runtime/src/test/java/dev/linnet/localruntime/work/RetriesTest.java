package dev.linnet.localruntime.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetriesTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Retries RETRIES = new Retries(8, Duration.ofMinutes(1), Duration.ofHours(2));

  @ParameterizedTest
  @CsvSource({"1,60", "2,120", "3,240", "6,1920", "7,3600", "8,3600"})
  void the_delay_doubles_up_to_an_hour_and_varies_by_a_quarter(int tries, long seconds) {
    assertThat(RETRIES.next(tries, NOW, NOW, random(0))).contains(NOW.plusMillis(seconds * 750));
    assertThat(RETRIES.next(tries, NOW, NOW, random(-1L)).orElseThrow())
        .isBetween(NOW.plusMillis(seconds * 1_249), NOW.plusMillis(seconds * 1_250));
  }

  @Test
  void after_the_last_retry_there_is_none() {
    assertThat(RETRIES.next(9, NOW, NOW, random(0))).isEmpty();
  }

  @Test
  void what_is_too_old_is_not_tried_again() {
    assertThat(RETRIES.next(1, NOW.minus(Duration.ofHours(2)), NOW, random(0))).isEmpty();
  }

  private static RandomGenerator random(long bits) {
    return () -> bits;
  }
}
