package dev.linnet.localruntime.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ProxyReplyTest {
  private static final ProxyReply V1 = new ProxyReply(true, true);
  private static final ProxyReply ALB = new ProxyReply(true, false);
  private static final ProxyReply ALB_MULTI = new ProxyReply(false, true);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v1-created",
        "v1-redirect",
        "v1-bytes",
        "v1-several",
        "alb-created",
        "alb-redirect",
        "alb-bytes",
        "alb-several",
        "alb-multi-created",
        "alb-multi-redirect",
        "alb-multi-bytes",
        "alb-multi-several"
      })
  void a_reply_that_aws_takes_is_taken(String name) {
    JsonNode sample = Samples.tree("replies/" + name);
    String body = sample.get("body").asString();

    HttpReply reply = kind(name).read(Samples.bytes("replies/" + name)).orElseThrow();

    assertThat(reply.status()).isEqualTo(sample.get("statusCode").asInt());
    assertThat(reply.headers()).containsExactlyInAnyOrderElementsOf(headers(sample));
    assertThat(reply.body())
        .isEqualTo(
            sample.get("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void of_one_name_in_both_the_list_counts() {
    HttpReply reply =
        read(
            V1,
            "{\"statusCode\":200,\"headers\":{\"x-tag\":\"one\",\"X-Other\":\"o\"},"
                + "\"multiValueHeaders\":{\"X-Tag\":[\"two\",\"three\"]}}");

    assertThat(reply.headers())
        .containsExactly(
            Map.entry("X-Other", "o"), Map.entry("X-Tag", "two"), Map.entry("X-Tag", "three"));
  }

  @Test
  void a_load_balancer_reads_the_headers_of_its_kind_only() {
    String both =
        "{\"statusCode\":200,\"headers\":{\"A\":\"1\"},\"multiValueHeaders\":{\"B\":[\"2\"]}}";

    assertThat(read(ALB, both).headers()).containsExactly(Map.entry("A", "1"));
    assertThat(read(ALB_MULTI, both).headers()).containsExactly(Map.entry("B", "2"));
  }

  @Test
  void cookies_as_format_2_0_has_them_are_not_read() {
    assertThat(read(V1, "{\"statusCode\":200,\"cookies\":[\"a=1\"]}").cookies()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "<html>",
        "null",
        "[1]",
        "\"text\"",
        "{}",
        "{\"body\":\"x\"}",
        "{\"statusCode\":\"many\"}",
        "{\"statusCode\":200",
        "{\"statusCode\":200} {}",
        "{\"statusCode\":200,\"body\":{\"a\":1}}",
        "{\"statusCode\":200,\"multiValueHeaders\":[\"a\"]}",
        "{\"statusCode\":200,\"multiValueHeaders\":{\"a\":\"b\"}}",
        "{\"statusCode\":200,\"multiValueHeaders\":{\"a\":[{}]}}",
        "{\"statusCode\":200,\"multiValueHeaders\":{\"a\":[\"b\\r\\nc: d\"]}}",
        "{\"statusCode\":200,\"multiValueHeaders\":{\"a b\":[\"c\"]}}"
      })
  void anything_else_is_an_error_of_the_function(String reply) {
    assertThat(V1.read(reply.getBytes(StandardCharsets.UTF_8))).as(reply).isEmpty();
  }

  private static ProxyReply kind(String name) {
    if (name.startsWith("v1")) {
      return V1;
    }
    return name.startsWith("alb-multi") ? ALB_MULTI : ALB;
  }

  private static List<Map.Entry<String, String>> headers(JsonNode sample) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    sample
        .path("headers")
        .forEachEntry((name, value) -> headers.add(Map.entry(name, value.asString())));
    sample
        .path("multiValueHeaders")
        .forEachEntry(
            (name, values) ->
                values.forEach(value -> headers.add(Map.entry(name, value.asString()))));
    return headers;
  }

  private static HttpReply read(ProxyReply kind, String reply) {
    return kind.read(reply.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }
}
