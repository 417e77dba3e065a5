package dev.linnet.refill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.testbed.Captured;
import dev.linnet.testbed.Lambda;
import dev.linnet.testbed.Servers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Captured events through the invoker, on a real PostgreSQL. */
class RefillApplicationTest {
  private static final String[] SMALL = {"KEY_POPULATION_COUNT", "640", "DB_MIGRATE", "true"};

  private static Servers servers;
  private static Lambda refill;

  /** The function itself makes the tables. */
  @BeforeAll
  static void start(@TempDir Path folder) {
    servers = new Servers(folder);
    refill = other(SMALL);
  }

  @AfterAll
  static void stop() {
    refill.close();
    servers.close();
  }

  @BeforeEach
  void empty() {
    servers.drainPool();
  }

  @ParameterizedTest
  @ValueSource(strings = {"scheduled", "scheduler", "key-pool-low"})
  void every_event_that_it_is_called_by_fills_the_pool_once(String event) {
    Map<String, Object> first = refill.call(Captured.sample("eventbridge/" + event));
    Map<String, Object> second = refill.call(Captured.sample("eventbridge/" + event));

    assertThat(first).isEqualTo(Map.of("keys_made", 640, "keys_free", 640, "outcome", "filled"));
    assertThat(second).isEqualTo(Map.of("keys_free", 640, "outcome", "not_needed"));
    assertThat(servers.freeKeys()).isEqualTo(640);
  }

  @Test
  void a_pool_above_its_low_mark_is_left_alone() {
    servers.fillPool(320);

    assertThat(refill.call(Captured.sample("eventbridge/scheduled")))
        .containsEntry("outcome", "not_needed");
    assertThat(servers.freeKeys()).isEqualTo(320);
  }

  @Test
  void a_pool_below_its_low_mark_is_filled_up() {
    servers.fillPool(256);

    assertThat(refill.call(Captured.sample("eventbridge/key-pool-low")))
        .isEqualTo(Map.of("keys_made", 384, "keys_free", 640, "outcome", "filled"));
  }

  @Test
  void without_the_database_the_invocation_fails_and_so_is_tried_again() {
    try (Lambda alone = other("DB_PORT", Servers.NO_PORT)) {
      assertThatThrownBy(() -> alone.call(Captured.sample("eventbridge/scheduled")))
          .hasMessageContaining("key pool");
    }
  }

  @Test
  void another_secret_is_refused_while_keys_exist() {
    assertThatThrownBy(() -> other("DB_MIGRATE", "true", "KEY_SECRET", "another secret than that"))
        .hasMessageContaining("KEY_SECRET");
  }

  @Test
  void settings_that_contradict_each_other_stop_the_start() {
    assertThatThrownBy(() -> other("KEY_LOW_MARK", "20000", "KEY_LENGTH", "4"))
        .hasMessageContaining("KEY_LOW_MARK")
        .hasMessageContaining("KEY_LENGTH");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "\"text\""})
  void what_is_no_event_fails_the_invocation(String event) {
    assertThatThrownBy(() -> refill.call(event)).hasMessageContaining("event");
    assertThat(servers.freeKeys()).isZero();
  }

  private static Lambda other(String... changes) {
    return new Lambda(new RefillApplication(servers.environment(changes)));
  }
}
