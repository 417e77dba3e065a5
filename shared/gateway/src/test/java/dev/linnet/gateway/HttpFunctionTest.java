package dev.linnet.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.linnet.links.Unavailable;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class HttpFunctionTest {
  @Test
  void a_reply_carries_the_request_id_and_forbids_sniffing() {
    JsonNode reply = answer(request -> Response.redirect(302, "https://a.example/"), "v2/redirect");

    assertThat(reply.get("statusCode").asInt()).isEqualTo(302);
    assertThat(header(reply, "Location")).isEqualTo("https://a.example/");
    assertThat(header(reply, "X-Request-Id")).isEqualTo("KG2fkhE0IAMEVxA=");
    assertThat(header(reply, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(reply.get("headers").has("Content-Security-Policy")).isFalse();
  }

  @Test
  void html_gets_a_policy_that_allows_nothing_unless_it_brings_its_own() {
    JsonNode plain = answer(request -> Response.html(200, "<p>"), "v2/redirect");
    JsonNode own =
        answer(
            request ->
                Response.html(200, "<p>").with("Content-Security-Policy", "script-src 'self'"),
            "v2/redirect");

    assertThat(header(plain, "Content-Security-Policy")).startsWith("default-src 'none';");
    assertThat(header(own, "Content-Security-Policy")).isEqualTo("script-src 'self'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2/head", "v1/head", "alb/head", "alb-multi/head"})
  void head_is_answered_as_get_without_a_body(String sample) {
    JsonNode reply = answer(request -> Response.json(200, json -> json.text("a", "b")), sample);

    assertThat(reply.get("statusCode").asInt()).isEqualTo(200);
    assertThat(reply.get("body").asString()).isEmpty();
    assertThat(reply.toString()).contains("application/json");
  }

  @Test
  void a_backend_that_is_not_there_is_503_with_retry_after() {
    JsonNode reply =
        answer(
            request -> {
              throw new Unavailable(
                  "link store", Duration.ofMillis(4200), new RuntimeException("db1"));
            },
            "v2/redirect");

    assertThat(reply.get("statusCode").asInt()).isEqualTo(503);
    assertThat(header(reply, "Retry-After")).isEqualTo("5");
    JsonNode problem = problem(reply);
    assertThat(problem.get("code").asString()).isEqualTo("unavailable");
    assertThat(problem.get("detail").asString()).contains("link store").doesNotContain("db1");
  }

  @Test
  void any_other_exception_is_500_without_a_word_from_inside() {
    JsonNode reply =
        answer(
            request -> {
              throw new IllegalStateException("jdbc:postgresql://db1/secret");
            },
            "v2/redirect");

    assertThat(reply.get("statusCode").asInt()).isEqualTo(500);
    assertThat(reply.toString()).doesNotContain("jdbc").doesNotContain("Exception");
    assertThat(problem(reply).get("code").asString()).isEqualTo("internal");
    assertThat(problem(reply).get("instance").asString()).isEqualTo("KG2fkhE0IAMEVxA=");
  }

  @Test
  void a_stack_overflow_is_500_and_an_unavailable_without_a_cause_503() {
    assertThat(answer(HttpFunctionTest::overflow, "v2/redirect").get("statusCode").asInt())
        .isEqualTo(500);
    assertThat(
            answer(
                    request -> {
                      throw new Unavailable("cache", null);
                    },
                    "v2/redirect")
                .get("statusCode")
                .asInt())
        .isEqualTo(503);
  }

  private static Response overflow(Request request) {
    throw new StackOverflowError();
  }

  @Test
  void a_reply_header_with_a_line_break_is_our_own_fault() {
    JsonNode reply =
        answer(
            request -> Response.redirect(302, "https://a.example/\r\nSet-Cookie: a=b"),
            "v2/redirect");

    assertThat(reply.get("statusCode").asInt()).isEqualTo(500);
    assertThat(reply.toString()).doesNotContain("Set-Cookie");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2/create", "v1/create", "alb/create", "alb-multi/create"})
  void a_body_of_64_kib_passes_and_one_byte_more_does_not(String sample) {
    AtomicReference<Integer> seen = new AtomicReference<>(-1);
    Handler handler =
        request -> {
          seen.set(request.body().size());
          return Response.noContent();
        };

    assertThat(status(handler, withBody(sample, "x".repeat(65_536), false))).isEqualTo(204);
    assertThat(seen.get()).isEqualTo(65_536);
    seen.set(-1);
    assertThat(status(handler, withBody(sample, "x".repeat(65_537), false))).isEqualTo(413);
    assertThat(status(handler, withBody(sample, "x".repeat(65_534) + "€", false))).isEqualTo(413);
    assertThat(status(handler, withBody(sample, base64(65_537), true))).isEqualTo(413);
    assertThat(status(handler, withBody(sample, base64(3_000_000), true))).isEqualTo(413);
    assertThat(seen.get()).isEqualTo(-1);
    assertThat(status(handler, withBody(sample, base64(65_536), true))).isEqualTo(204);
    assertThat(seen.get()).isEqualTo(65_536);
    assertThat(status(handler, withBody(sample, "x".repeat(65_533) + "€", false))).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2/create-base64", "v1/create-base64", "alb/create-base64"})
  void broken_base64_is_400(String sample) {
    byte[] reply =
        new HttpFunction(request -> Response.noContent())
            .answer(Samples.stream(withBody(sample, "n@t base64", true)));

    assertThat(Samples.tree(reply).get("statusCode").asInt()).isEqualTo(400);
    assertThat(problem(Samples.tree(reply)).get("code").asString()).isEqualTo("body_not_base64");
  }

  @Test
  void an_event_that_is_no_request_fails_the_invocation() {
    HttpFunction function = new HttpFunction(request -> Response.noContent());

    assertThatExceptionOfType(MalformedEvent.class)
        .isThrownBy(() -> function.answer(Samples.open("eventbridge/scheduled")));
  }

  private static JsonNode answer(Handler handler, String sample) {
    return Samples.tree(new HttpFunction(handler).answer(Samples.open(sample)));
  }

  private static int status(Handler handler, String event) {
    return Samples.tree(new HttpFunction(handler).answer(Samples.stream(event)))
        .get("statusCode")
        .asInt();
  }

  private static String withBody(String sample, String body, boolean base64) {
    ObjectNode event = (ObjectNode) Samples.tree(sample);
    return event.put("body", body).put("isBase64Encoded", base64).toString();
  }

  private static String base64(int size) {
    return Base64.getEncoder().encodeToString(new byte[size]);
  }

  private static String header(JsonNode reply, String name) {
    return reply.get("headers").get(name).asString();
  }

  private static JsonNode problem(JsonNode reply) {
    return Samples.tree(
        reply.get("body").asString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
