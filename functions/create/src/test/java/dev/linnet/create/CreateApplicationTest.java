package dev.linnet.create;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.testbed.Captured;
import dev.linnet.testbed.Lambda;
import dev.linnet.testbed.Reply;
import dev.linnet.testbed.Servers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Captured events through the invoker, on real backends. */
class CreateApplicationTest {
  private static final String TARGET = "https://www.example.com/spring?a=1&b=2";
  private static final String CAPTURED_EXPIRY = "2027-12-31T23:59:59";
  private static final String EXPIRY = "2999-12-31T23:59:59"; // the captured one comes to pass

  private static Servers servers;
  private static Lambda create;

  @BeforeAll
  static void start(@TempDir Path folder) {
    servers = new Servers(folder);
    servers.fillPool(6_400);
    create = other();
  }

  @AfterAll
  static void stop() {
    create.close();
    servers.close();
  }

  @ParameterizedTest
  @CsvSource({
    "v2/create,               v2-created",
    "v2/create-base64,        v2-created",
    "v1/create,               v1-created",
    "v1/create-base64,        v1-created",
    "alb/create,              alb-created",
    "alb/create-base64,       alb-created",
    "alb-multi/create,        alb-multi-created",
    "alb-multi/create-base64, alb-multi-created",
  })
  void a_link_is_made_and_told_in_the_words_of_whoever_asks(String event, String expected) {
    Reply reply = create.http(lasting(event));

    Map<String, Object> body = reply.json();
    String key = String.valueOf(body.get("key"));
    assertThat(body)
        .isEqualTo(
            Map.of(
                "message",
                "URL created successfully",
                "short_url",
                "https://lnk.example/" + key,
                "long_url",
                TARGET,
                "expires_at",
                EXPIRY + "Z",
                "key",
                key));
    assertThat(withoutBody(reply.underRequestId("r-1")))
        .isEqualTo(withoutBody(sample(expected, key)));
    assertThat(servers.find(key))
        .hasValueSatisfying(
            stored -> {
              assertThat(stored.target().value()).isEqualTo(TARGET);
              assertThat(stored.expiresAt()).isEqualTo(Instant.parse(EXPIRY + "Z"));
            });
  }

  @Test
  void the_same_Idempotency_Key_makes_one_link_whoever_brings_it() {
    String first = create.http(lasting("v2/create")).body();

    for (String event : new String[] {"v2/create", "v1/create", "alb/create", "alb-multi/create"}) {
      assertThat(create.http(lasting(event)).body()).as(event).isEqualTo(first);
    }
    Map<String, Object> otherBody =
        Captured.withBody(lasting("v1/create"), longUrl("https://a.de"));
    Reply refused = create.http(otherBody);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json()).containsEntry("code", "idempotency_key_reused");
  }

  @ParameterizedTest
  @CsvSource({
    "v2/create-base64,        headers,           ",
    "v1/create-base64,        headers,           ",
    "alb/create-base64,       headers,           422 Unprocessable Content",
    "alb-multi/create-base64, multiValueHeaders, 422 Unprocessable Content",
  })
  void a_target_that_is_not_allowed_is_a_problem(String event, String headers, String description) {
    Reply reply =
        create.http(Captured.withBody(Captured.sample(event), longUrl("http://169.254.169.254/")));

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.raw()).containsKey(headers);
    assertThat(reply.raw().get("statusDescription")).isEqualTo(description);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.body()).contains("\"field\":\"long_url\",\"code\":\"target_ip_not_public\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2/empty-body", "v2/null-body"})
  void a_request_without_a_body_is_refused(String event) {
    assertThat(create.http(Captured.sample(event)).status()).isEqualTo(400);
  }

  @Test
  void a_link_of_our_own_is_a_loop() {
    Reply reply =
        create.http(
            Captured.withBody(
                Captured.sample("v2/create-base64"), longUrl("https://lnk.example/k7f3qXw")));

    assertThat(reply.body()).contains("\"code\":\"target_own_host\"");
  }

  @ParameterizedTest
  @CsvSource({
    "v2/create,        DB_PORT,   1,                     key pool",
    "v1/create,        MONGO_URI, mongodb://127.0.0.1:1, link store",
    "alb/create,       MONGO_URI, mongodb://127.0.0.1:1, link store",
    "alb-multi/create-base64, DB_PORT, 1,                key pool",
  })
  void without_a_backend_the_answer_is_503_and_when_to_come_back(
      String event, String setting, String value, String named) {
    try (Lambda alone = other(setting, value)) {
      Reply reply = alone.http(fresh(event));

      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.header("Retry-After")).matches("[1-9]\\d*");
      assertThat(String.valueOf(reply.json().get("detail"))).contains(named);
      assertThat(reply.body())
          .doesNotContain("127.0.0.1", "Exception", "not-a-secret", "dev.linnet");
    }
  }

  @Test
  void without_Redis_links_are_made() {
    try (Lambda alone = other("REDIS_PORT", Servers.NO_PORT)) {
      assertThat(alone.http(fresh("v2/create")).status()).isEqualTo(201);
    }
  }

  @Test
  void keys_that_were_not_used_go_back_to_the_pool() {
    long before = servers.freeKeys();
    try (Lambda other = other()) {
      assertThat(other.http(fresh("v2/create")).status()).isEqualTo(201);
      assertThat(servers.freeKeys()).isLessThan(before - 1); // it holds a block
    }

    assertThat(servers.freeKeys()).isBetween(before - 5, before - 1); // words may be skipped
  }

  /** The captured event, which asks for one link as long as it brings an Idempotency-Key. */
  private static Map<String, Object> lasting(String event) {
    Map<String, Object> captured = Captured.sample(event, CAPTURED_EXPIRY, EXPIRY);
    return Captured.withBody(
        captured, "{\"long_url\":\"%s\",\"expires_at\":\"%s\"}".formatted(TARGET, EXPIRY));
  }

  /** The captured event without its Idempotency-Key. */
  private static Map<String, Object> fresh(String event) {
    return Captured.withBody(
        Captured.sample(event, "idempotency-key", "x-other", "Idempotency-Key", "X-Other"),
        longUrl(TARGET));
  }

  private static String longUrl(String target) {
    return "{\"long_url\":\"" + target + "\"}";
  }

  /** The captured reply for this key; that nobody may keep it is ours to say. */
  private static Map<String, Object> sample(String reply, String key) {
    return Captured.sample(
        "replies/" + reply,
        "k7f3qXw",
        key,
        "\"Location\":\"",
        "\"Cache-Control\":\"no-store\",\"Location\":\"",
        "\"Location\":[",
        "\"Cache-Control\":[\"no-store\"],\"Location\":[");
  }

  private static Map<String, Object> withoutBody(Map<String, Object> reply) {
    Map<String, Object> rest = new LinkedHashMap<>(reply);
    rest.remove("body");
    return rest;
  }

  private static Lambda other(String... changes) {
    return new Lambda(new CreateApplication(servers.environment(changes)));
  }
}
