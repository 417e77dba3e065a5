package dev.linnet.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.linnet.testbed.Captured;
import dev.linnet.testbed.Lambda;
import dev.linnet.testbed.Reply;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Captured events through the invoker, on real backends. */
class RedirectApplicationTest {
  private static final String KEY = "k7f3qXw"; // the one in the captured events
  private static final String TARGET = "https://www.example.com/spring?a=1&b=2";

  private static Servers servers;
  private static Lambda redirect;

  @BeforeAll
  static void start(@TempDir Path folder) {
    servers = new Servers(folder);
    servers.store(KEY, TARGET, null);
    servers.store("expired", TARGET, Instant.parse("2020-01-01T00:00:00Z"));
    redirect = new Lambda(new RedirectApplication(servers.environment()));
  }

  @AfterAll
  static void stop() {
    redirect.close();
    servers.close();
  }

  @ParameterizedTest
  @CsvSource({
    "v2/redirect,          v2-redirect,        KG2fkhE0IAMEVxA=",
    "v2/redirect-browser,  v2-redirect,        KG2fkhE0IAMEVxA=",
    "v2/head,              v2-redirect,        KG2fkhE0IAMEVxA=",
    "v2/stage-prefix,      v2-redirect,        KG2fkhE0IAMEVxA=",
    "v2/authorizer,        v2-redirect,        KG2fkhE0IAMEVxA=",
    "v1/redirect,          v1-redirect,        c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
    "v1/redirect-browser,  v1-redirect,        c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
    "v1/head,              v1-redirect,        c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
    "v1/base-path,         v1-redirect,        c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
    "v1/http-api,          v1-redirect,        KG2fkhE0IAMEVxA=",
    "alb/redirect,         alb-redirect,       nginx-7f3a.91",
    "alb-multi/redirect,   alb-multi-redirect, nginx-7f3a.91",
  })
  void a_link_is_followed_in_the_words_of_whoever_asks(String event, String expected, String id) {
    Reply reply = redirect.http(Captured.sample(event));

    assertThat(reply.requestId()).isEqualTo(id);
    assertThat(reply.underRequestId("r-1")).isEqualTo(Captured.sample("replies/" + expected));
  }

  @ParameterizedTest
  @CsvSource({
    "alb/redirect-browser,       alb-redirect",
    "alb/head,                   alb-redirect",
    "alb-multi/redirect-browser, alb-multi-redirect",
    "alb-multi/head,             alb-multi-redirect",
  })
  void a_request_without_an_id_gets_one(String event, String expected) {
    Reply reply = redirect.http(Captured.sample(event));

    assertThat(reply.requestId()).isNotEmpty();
    assertThat(reply.underRequestId("r-1")).isEqualTo(Captured.sample("replies/" + expected));
  }

  @Test
  void a_plus_shows_the_target() {
    Reply reply = redirect.http(Captured.sample("v2/preview"));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.json())
        .containsEntry("key", KEY)
        .containsEntry("short_url", "https://lnk.example/" + KEY)
        .containsEntry("long_url", TARGET)
        .containsEntry("expires_at", null);
  }

  @ParameterizedTest
  @CsvSource({
    "v2,        headers,           ",
    "v1,        headers,           ",
    "alb,       headers,           404 Not Found",
    "alb-multi, multiValueHeaders, 404 Not Found",
  })
  void an_unknown_key_is_a_problem(String kind, String headers, String description) {
    Reply reply = redirect.http(Captured.sample(kind + "/redirect", KEY, "nobody"));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.raw()).containsKey(headers);
    assertThat(reply.raw().get("statusDescription")).isEqualTo(description);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.json()).containsEntry("code", "unknown_link").containsEntry("status", 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2", "v1", "alb", "alb-multi"})
  void a_browser_gets_a_page(String kind) {
    Reply reply = redirect.http(Captured.sample(kind + "/redirect-browser", KEY, "nobody"));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(reply.body()).startsWith("<!doctype html>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2", "v1", "alb", "alb-multi"})
  void an_expired_link_is_gone_from_the_store_and_from_every_cache(String kind) {
    for (int time = 0; time < 3; time++) {
      Reply reply = redirect.http(Captured.sample(kind + "/redirect", KEY, "expired"));

      assertThat(reply.status()).isEqualTo(410);
      assertThat(reply.json()).containsEntry("code", "expired");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2/unicode-path", "v1/unicode-path", "alb/unicode-path"})
  void a_path_that_is_no_key_leads_nowhere(String event) {
    assertThat(redirect.http(Captured.sample(event)).status()).isEqualTo(404);
  }

  @Test
  void without_Redis_redirects_go_on() {
    try (Lambda alone = other("REDIS_PORT", Servers.NO_PORT)) {
      assertThat(follow(alone, KEY).header("Location")).isEqualTo(TARGET);
      assertThat(follow(alone, "nobody").status()).isEqualTo(404);
    }
  }

  @Test
  void redirects_go_on_while_Redis_is_gone_and_after_it_is_back() {
    try (Lambda other = other("NEAR_CACHE_SIZE", "0")) {
      assertThat(follow(other, KEY).status()).isEqualTo(302);
      servers.stopRedis();
      try {
        for (int time = 0; time < 20; time++) {
          assertThat(follow(other, KEY).header("Location")).isEqualTo(TARGET);
        }
      } finally {
        servers.restartRedis();
      }
      assertThat(follow(other, KEY).header("Location")).isEqualTo(TARGET);
    }
  }

  @Test
  void without_the_store_what_is_cached_is_followed_and_the_rest_is_unavailable() {
    servers.store("in-the-cache", TARGET, null);
    try (Lambda both = other()) {
      assertThat(follow(both, "in-the-cache").status()).isEqualTo(302);
    }
    try (Lambda cut = other("MONGO_URI", Servers.NO_MONGO)) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> follow(cut, "in-the-cache").status() == 302); // Redis is connected by now
      assertUnavailable(follow(cut, "never-asked-for"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2", "v1", "alb", "alb-multi"})
  void without_any_backend_the_answer_is_503_and_when_to_come_back(String kind) {
    try (Lambda alone = other("MONGO_URI", Servers.NO_MONGO, "REDIS_PORT", Servers.NO_PORT)) {
      Reply reply = alone.http(Captured.sample(kind + "/redirect"));

      assertUnavailable(reply);
      if (kind.startsWith("alb")) {
        assertThat(reply.raw()).containsEntry("statusDescription", "503 Service Unavailable");
      }
    }
  }

  private static void assertUnavailable(Reply reply) {
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).matches("[1-9]\\d*");
    assertThat(reply.json()).containsEntry("code", "unavailable");
    assertThat(reply.body()).doesNotContain("127.0.0.1", "mongo", "Mongo", "Exception");
  }

  private static Lambda other(String... changes) {
    return new Lambda(new RedirectApplication(servers.environment(changes)));
  }

  private static Reply follow(Lambda function, String key) {
    Map<String, Object> event = Captured.sample("v2/redirect", KEY, key);
    return function.http(event);
  }
}
