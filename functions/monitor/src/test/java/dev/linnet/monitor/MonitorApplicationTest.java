package dev.linnet.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.linnet.links.ShortKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The figures, on real backends. */
class MonitorApplicationTest {
  private static final Contract CONTRACT = new Contract();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static Servers servers;
  private static Monitor monitor;

  @BeforeAll
  static void start(@TempDir Path folder) {
    servers = new Servers(folder);
    monitor = new Monitor(servers.environment());
  }

  @AfterAll
  static void stop() {
    monitor.close();
    servers.close();
  }

  @Test
  void all_is_well_where_everything_is_there() {
    Reply health = awaitStatus(monitor, "/health", 200, "healthy");
    Reply detailed = awaitStatus(monitor, "/monitoring/health/detailed", 200, "healthy");

    assertThat(health.header("Cache-Control")).isEqualTo("no-store");
    JsonNode keyPool = detailed.json().at("/dependencies/key_pool");
    assertThat(keyPool.get("detail").stringValue()).isEqualTo("1000 keys are free.");
    assertThat(keyPool.at("/circuit_breaker/state").stringValue()).isEqualTo("closed");
  }

  @Test
  void HEAD_tells_the_status_without_a_body() {
    Reply reply = monitor.send("HEAD", "/health");

    CONTRACT.assertKept(reply);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.bytes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "REDIS_PORT, 1,                       200, degraded,  redis",
    "DB_PORT,    1,                       200, degraded,  postgresql key_pool",
    "DB_PASSWORD, wrong,                  200, degraded,  postgresql key_pool",
    "KEY_SECRET, another-secret-than-that, 200, degraded, key_pool",
    "KEY_LENGTH, 8,                       200, degraded,  key_pool",
    "MONGO_URI,  mongodb://127.0.0.1:1,   503, unhealthy, mongodb",
  })
  void what_is_missing_is_named(
      String setting, String value, int httpStatus, String status, String missing) {
    try (Monitor other = new Monitor(servers.environment(setting, value))) {
      awaitStatus(other, "/health", httpStatus, status);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertMissing(other.get("/monitoring/health/detailed"), missing.split(" ")));
    }
  }

  private static void assertMissing(Reply detailed, String... missing) {
    CONTRACT.assertKept(detailed);
    assertThat(
            detailed.json().get("dependencies").properties().stream()
                .filter(one -> !one.getValue().get("status").stringValue().equals("healthy"))
                .map(Map.Entry::getKey))
        .containsExactly(missing);
    assertThat(detailed.text())
        .doesNotContain("127.0.0.1", "localhost", "Exception", "dev.linnet", "SELECT")
        .doesNotContain("not-a-secret", "sixteen");
  }

  @Test
  void a_pool_below_its_low_mark_is_degraded() {
    var environment = servers.environment("KEY_LOW_MARK", "1001");
    try (Monitor other = new Monitor(environment)) {
      awaitStatus(other, "/health", 200, "degraded");
      assertThat(other.get("/monitoring/health/detailed").text())
          .contains("1000 keys are free, less than the low mark of 1001.");
      assertThat(other.get("/monitoring/key/analytics").text()).contains("below its low mark");
    }
  }

  @Test
  void what_comes_back_is_healthy_again_by_itself() {
    try (Monitor other = new Monitor(servers.environment("REDIS_TIMEOUT", "PT1S"))) {
      awaitStatus(other, "/health", 200, "healthy");

      servers.stopRedis();
      try {
        awaitStatus(other, "/health", 200, "degraded");
      } finally {
        servers.restartRedis();
      }

      awaitStatus(other, "/health", 200, "healthy");
    }
  }

  @Test
  void the_connections_to_PostgreSQL_are_told() {
    monitor.get("/health");

    Reply reply = monitor.get("/monitoring/pool/status");

    CONTRACT.assertKept(reply);
    JsonNode pool = reply.json();
    assertThat(pool.get("limit").asInt()).isEqualTo(5);
    assertThat(pool.get("size").asInt()).isPositive();
    assertThat(pool.get("recommendation").stringValue()).isEqualTo("Nothing to do.");
    assertThat(pool.has("pgbouncer")).isFalse();
  }

  @Test
  void where_pgbouncer_is_silent_that_is_told_beside_our_own_figures() {
    Map<String, String> settings = new HashMap<>(Monitor.NOWHERE);
    settings.put("PGBOUNCER_STATISTICS", "true");
    try (Monitor other = new Monitor(settings)) {
      Reply reply = other.get("/monitoring/pool/status");

      CONTRACT.assertKept(reply);
      assertThat(reply.json().at("/pgbouncer/answers").asBoolean()).isFalse();
      assertThat(reply.json().at("/pgbouncer/recommendation").stringValue())
          .contains("does not answer");
    }
  }

  @Test
  void links_are_counted_where_they_are_kept_and_among_the_keys() {
    servers.store(new ShortKey("first"), new ShortKey("second"));
    try (Monitor other = new Monitor(servers.environment())) {
      Reply mongo = other.get("/monitoring/mongodb/stats");
      Reply keys = other.get("/monitoring/key/analytics");

      CONTRACT.assertKept(mongo);
      CONTRACT.assertKept(keys);
      assertThat(mongo.json().at("/collections/0/name").stringValue()).isEqualTo("links");
      assertThat(mongo.json().at("/collections/0/documents").asInt()).isEqualTo(2);
      assertThat(mongo.json().at("/connection_pool/limit").asInt()).isPositive();
      assertThat(keys.json().get("linked").asInt()).isEqualTo(2);
      assertThat(keys.json().get("made").asInt()).isEqualTo(Servers.KEYS);
      assertThat(keys.json().get("free").asInt()).isEqualTo(Servers.KEYS);
      assertThat(keys.json().get("claimed").asInt()).isZero();
      assertThat(keys.json().get("capacity").asLong()).isEqualTo(678_223_072_849L);
      assertThat(keys.json().get("hours_left").isNull()).isTrue();
    }
  }

  @Test
  void figures_of_a_backend_that_is_not_there_are_a_problem_of_this_moment() {
    try (Monitor other = new Monitor(Monitor.NOWHERE)) {
      for (String path : new String[] {"/monitoring/mongodb/stats", "/monitoring/key/analytics"}) {
        Reply reply = other.get(path);

        CONTRACT.assertKept(reply);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("1");
      }
      assertThat(other.get("/monitoring/pool/status").status()).isEqualTo(200);
    }
  }

  @Test
  void keys_are_told_without_the_link_store() {
    try (Monitor other = new Monitor(servers.environment("MONGO_URI", "mongodb://127.0.0.1:1"))) {
      Reply reply = other.get("/monitoring/key/analytics");

      CONTRACT.assertKept(reply);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.json().get("linked").isNull()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"alb", "alb-multi"})
  void the_health_check_of_a_load_balancer_is_answered_in_its_own_way(String kind)
      throws IOException {
    try (InputStream event =
        MonitorApplicationTest.class.getResourceAsStream(
            "/samples/" + kind + "/health-check.json")) {
      JsonNode reply = monitor.handle(event.readAllBytes());

      assertThat(reply.get("statusCode").asInt()).isEqualTo(200);
      assertThat(reply.get("statusDescription").stringValue()).isEqualTo("200 OK");
      assertThat(reply.has(kind.equals("alb") ? "headers" : "multiValueHeaders")).isTrue();
    }
  }

  /** A look that came too late on a busy machine is repeated. */
  private static Reply awaitStatus(Monitor monitor, String path, int httpStatus, String status) {
    Reply reply =
        await()
            .atMost(PATIENCE)
            .until(
                () -> monitor.get(path),
                got -> got.json().get("status").stringValue().equals(status));
    CONTRACT.assertKept(reply);
    assertThat(reply.status()).isEqualTo(httpStatus);
    return reply;
  }
}
