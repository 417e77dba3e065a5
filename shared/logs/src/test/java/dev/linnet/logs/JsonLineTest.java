package dev.linnet.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.config.Env;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class JsonLineTest {
  private final LogSettings settings =
      LogSettings.from(Env.of(Map.of("SERVICE_NAME", "linnet-redirect", "SERVICE_VERSION", "7")));

  @Test
  void a_line_says_who_when_what_and_in_which_trace() {
    LogRecord entry =
        new LogRecord(
            Instant.EPOCH, Level.WARN, "dev.linnet.X", "A \"sad\" line", Map.of("a", "b"), null);

    assertThat(new JsonLine(settings).line(entry, Map.of("trace_id", "t1")))
        .isEqualTo(
            "{\"timestamp\":\"1970-01-01T00:00:00Z\",\"level\":\"WARN\",\"message\":\"A \\\"sad\\\""
                + " line\",\"logger\":\"dev.linnet.X\","
                + "\"service\":\"linnet-redirect\",\"version\":\"7\",\"trace_id\":\"t1\",\"a\":\"b\"}");
  }

  @Test
  void a_failure_is_one_line_too_and_keeps_no_secret() {
    Exception failure =
        new IllegalStateException("no", new IllegalStateException("mongodb://u:MARK@host/"));
    LogRecord entry =
        new LogRecord(Instant.EPOCH, Level.ERROR, "dev.linnet.X", "Bad", Map.of(), failure);

    String line = new JsonLine(settings).line(entry, Map.of());

    assertThat(line)
        .contains("\"error_type\":\"java.lang.IllegalStateException\"")
        .contains("mongodb://***@host/")
        .doesNotContain("MARK")
        .doesNotContain("\n");
  }

  @Test
  void libraries_that_talk_too_much_are_heard_from_WARN_on() {
    assertThat(settings.isEnabled("org.springframework.cloud.function.X", Level.INFO)).isFalse();
    assertThat(settings.isEnabled("org.springframework.cloud.function.X", Level.WARN)).isTrue();
    assertThat(settings.isEnabled("dev.linnet.gateway.X", Level.INFO)).isTrue();
  }
}
