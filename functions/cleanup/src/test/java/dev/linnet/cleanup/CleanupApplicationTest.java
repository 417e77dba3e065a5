package dev.linnet.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.testbed.Captured;
import dev.linnet.testbed.Lambda;
import dev.linnet.testbed.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Captured events through the invoker, on a real store. */
class CleanupApplicationTest {
  private static final String TARGET = "https://www.example.com/";
  private static final Map<String, Object> NOTHING_LEFT =
      Map.of("links_removed", 0, "idempotency_keys_removed", 0, "complete", true);

  private static Servers servers;
  private static Lambda cleanup;

  @BeforeAll
  static void start(@TempDir Path folder) {
    servers = new Servers(folder);
    cleanup = other();
  }

  @AfterAll
  static void stop() {
    cleanup.close();
    servers.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"scheduled", "scheduler"})
  void what_expired_long_ago_is_removed_and_nothing_else(String event) {
    servers.store("for-ever", TARGET, null);
    servers.store("not-yet", TARGET, daysAgo(-1));
    servers.store("lately", TARGET, daysAgo(29));
    servers.store("long-ago", TARGET, daysAgo(31));

    Map<String, Object> first = cleanup.call(Captured.sample("eventbridge/" + event));
    Map<String, Object> second = cleanup.call(Captured.sample("eventbridge/" + event));

    assertThat(first)
        .isEqualTo(Map.of("links_removed", 1, "idempotency_keys_removed", 0, "complete", true));
    assertThat(second).isEqualTo(NOTHING_LEFT);
    assertThat(servers.find("long-ago")).isEmpty();
    for (String kept : new String[] {"for-ever", "not-yet", "lately"}) {
      assertThat(servers.find(kept)).as(kept).isPresent();
    }
  }

  @Test
  void the_retention_is_a_setting() {
    servers.store("a-week-ago", TARGET, daysAgo(7));
    assertThat(cleanup.call(Captured.sample("eventbridge/scheduled"))).isEqualTo(NOTHING_LEFT);

    try (Lambda strict = other("EXPIRED_RETENTION", "P6D")) {
      strict.call(Captured.sample("eventbridge/scheduled"));
    }

    assertThat(servers.find("a-week-ago")).isEmpty();
  }

  @Test
  void without_the_store_the_invocation_fails_and_so_is_tried_again() {
    try (Lambda alone = other("MONGO_URI", Servers.NO_MONGO)) {
      assertThatThrownBy(() -> alone.call(Captured.sample("eventbridge/scheduled")))
          .hasMessageContaining("link store");
    }
  }

  private static Instant daysAgo(int days) {
    return Instant.now().minus(Duration.ofDays(days));
  }

  private static Lambda other(String... changes) {
    return new Lambda(new CleanupApplication(servers.environment(changes)));
  }
}
