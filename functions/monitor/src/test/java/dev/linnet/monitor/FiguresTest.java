package dev.linnet.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.gateway.JsonWriter;
import dev.linnet.links.KeyPool.Level;
import dev.linnet.postgres.PgBouncerUse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "1000, 1000, 1000000, null, Nothing to do",
        "1000, 1000, 1000000, 10, Nothing to do",
        "1000, 0, 1000000, 10, No key is free",
        "1000, 0, 1000, 10, No key is free",
        "1000, 499, 1000000, 10, below its low mark",
        "1000000, 1000, 1000000, 10, choose a longer one",
        "1000, 1000, 1000000, 600, less than two hours",
        "1000, 1000, 1000000, 500, Nothing to do",
      })
  void keys_come_with_what_to_do_about_them(
      long made, long free, long capacity, @Nullable Double perHour, String expected) {
    KeyFigures keys = new KeyFigures(new Level(made, free, capacity), 500, 1L, perHour);

    assertThat(keys.recommendation()).contains(expected);
  }

  @Test
  void hours_left_are_told_only_where_keys_are_used() {
    Level level = new Level(2000, 1000, 1_000_000);

    assertThat(new KeyFigures(level, 500, 1L, 300.0).hoursLeft()).isEqualTo(3.3);
    assertThat(new KeyFigures(level, 500, 1L, 0.0).hoursLeft()).isNull();
    assertThat(new KeyFigures(level, 500, 1L, null).hoursLeft()).isNull();
    assertThat(new KeyFigures(level, 500, 1L, null).usagePercent()).isEqualTo(0.1);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 3, 0, 60.0, Nothing to do",
    "5, 4, 0, 80.0, Most connections",
    "5, 5, 2, 100.0, Callers wait",
    "1, 0, 0, 0.0, Nothing to do",
  })
  void connections_come_with_what_to_do_about_them(
      int limit, int inUse, int waiting, double percent, String expected) {
    ConnectionFigures use = new ConnectionFigures(limit, inUse, inUse, 0, waiting);

    assertThat(use.utilisationPercent()).isEqualTo(percent);
    assertThat(use.recommendation()).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "40, 3, 0, 7.5, Nothing to do",
    "40, 32, 0, 80.0, Most connections",
    "40, 40, 2, 100.0, Clients wait",
  })
  void pgbouncer_s_figures_come_with_what_to_do_about_them(
      int limit, int active, int waiting, double percent, String expected) {
    PgBouncerFigures figures =
        PgBouncerFigures.of(
            new PgBouncerUse(limit, active, waiting, Duration.ofMillis(1500), active, 1));

    assertThat(figures.utilisationPercent()).isEqualTo(percent);
    assertThat(figures.recommendation()).contains(expected);
    assertThat(JsonWriter.object(figures::write))
        .contains("\"clients_waiting\":" + waiting)
        .contains("\"longest_wait_seconds\":1.5");
    assertThat(JsonWriter.object(PgBouncerFigures.SILENT::write))
        .contains("\"answers\":false", "stats_users")
        .doesNotContain("clients_waiting");
  }

  @ParameterizedTest
  @CsvSource({
    "0, UNHEALTHY, No key is free: links cannot be created.",
    "499, DEGRADED, '499 keys are free, less than the low mark of 500.'",
    "500, HEALTHY, 500 keys are free.",
  })
  void a_key_pool_is_as_healthy_as_it_is_full(long free, Condition condition, String detail) {
    assertThat(KeyPoolLook.finding(new Level(1000, free, 10_000), 500))
        .isEqualTo(new Finding(condition, detail));
  }
}
