package dev.linnet.localruntime.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ReplyV2Test {
  private final ReplyV2 replies = new ReplyV2();

  @ParameterizedTest
  @ValueSource(strings = {"v2-created", "v2-redirect", "v2-bytes", "v2-several"})
  void a_reply_that_aws_takes_is_taken(String name) {
    JsonNode sample = Samples.tree("replies/" + name);
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    sample
        .get("headers")
        .forEachEntry((header, value) -> headers.add(Map.entry(header, value.asString())));
    String body = sample.get("body").asString();

    HttpReply reply = replies.read(Samples.bytes("replies/" + name)).orElseThrow();

    assertThat(reply.status()).isEqualTo(sample.get("statusCode").asInt());
    assertThat(reply.headers()).containsExactlyElementsOf(headers);
    assertThat(reply.cookies())
        .containsExactlyElementsOf(
            sample.path("cookies").valueStream().map(JsonNode::asString).toList());
    assertThat(reply.body())
        .isEqualTo(
            sample.get("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"message\":\"hello\"} | {\"message\":\"hello\"}",
        "{\"headers\":{\"a\":\"b\"},\"body\":\"x\"} | {\"headers\":{\"a\":\"b\"},\"body\":\"x\"}",
        "[1,2] | [1,2]",
        "42 | 42",
        "null | null",
        "{} | {}",
        "{\"body\":{\"statusCode\":302}} | {\"body\":{\"statusCode\":302}}",
        "{\"headers\":[1],\"cookies\":2} | {\"headers\":[1],\"cookies\":2}",
        "\"Hello from \\u00fcs!\" | Hello from üs!"
      })
  void json_without_a_status_is_the_body_of_a_200(String function, String body) {
    HttpReply reply = read(function);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers()).containsExactly(Map.entry("Content-Type", "application/json"));
    assertThat(reply.body()).asString(StandardCharsets.UTF_8).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "hello",
        "{",
        "{\"statusCode\":200",
        "{\"statusCode\":200} {}",
        "{\"message\":\"hello\"} x",
        "[1,2",
        "\"hello",
        "<html>"
      })
  void what_is_not_json_is_an_error_of_the_function(String function) {
    assertIsAnError(function);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"statusCode\":\"many\"}",
        "{\"statusCode\":null}",
        "{\"statusCode\":true}",
        "{\"statusCode\":200.5}",
        "{\"statusCode\":99999999999}",
        "{\"statusCode\":{\"a\":1}}",
        "{\"statusCode\":[200]}",
        "{\"statusCode\":0}",
        "{\"statusCode\":101}",
        "{\"statusCode\":199}",
        "{\"statusCode\":600}",
        "{\"statusCode\":-200}",
        "{\"statusCode\":200,\"body\":{\"statusCode\":302,\"headers\":{\"Location\":\"x\"}}}",
        "{\"statusCode\":200,\"body\":[\"x\"]}",
        "{\"statusCode\":200,\"body\":1}",
        "{\"statusCode\":200,\"headers\":[\"a\"]}",
        "{\"statusCode\":200,\"headers\":\"a\"}",
        "{\"statusCode\":200,\"headers\":{\"a\":[\"b\"]}}",
        "{\"statusCode\":200,\"headers\":{\"a\":{\"b\":\"c\"}}}",
        "{\"statusCode\":200,\"cookies\":\"a=1\"}",
        "{\"statusCode\":200,\"cookies\":[{\"a\":1}]}",
        "{\"statusCode\":200,\"cookies\":[[\"a\"]]}",
        "{\"statusCode\":200,\"isBase64Encoded\":{\"a\":1}}",
        "{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"%%%\"}"
      })
  void a_reply_of_another_shape_is_an_error_of_the_function(String function) {
    assertIsAnError(function);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"statusCode\":200,\"headers\":{\"X-Name\":\"a\\r\\nSet-Cookie: stolen=1\"}}",
        "{\"statusCode\":200,\"headers\":{\"X-Name\":\"a\\n b\"}}",
        "{\"statusCode\":200,\"headers\":{\"X-Name\":\"a\\u0000b\"}}",
        "{\"statusCode\":200,\"headers\":{\"X-Name\\r\\nX-Other\":\"a\"}}",
        "{\"statusCode\":200,\"headers\":{\"X Name\":\"a\"}}",
        "{\"statusCode\":200,\"headers\":{\"X-Name:\":\"a\"}}",
        "{\"statusCode\":200,\"headers\":{\"Xü\":\"a\"}}",
        "{\"statusCode\":200,\"headers\":{\"\":\"a\"}}",
        "{\"statusCode\":200,\"cookies\":[\"a=1\\r\\nLocation: https://evil.example\"]}"
      })
  void a_header_that_would_end_its_line_is_an_error_of_the_function(String function) {
    assertIsAnError(function);
  }

  @Test
  void what_is_null_is_not_there() {
    HttpReply reply =
        read("{\"statusCode\":204,\"headers\":null,\"cookies\":null,\"body\":null,\"more\":[{}]}");

    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.headers()).isEmpty();
    assertThat(reply.cookies()).isEmpty();
    assertThat(reply.body()).isEmpty();
  }

  @Test
  void numbers_and_truth_values_are_headers_too() {
    HttpReply reply =
        read(
            "{\"statusCode\":\"200\",\"headers\":{\"Retry-After\":5,\"X-Part\":1.5,\"X-New\":true,"
                + "\"X-None\":null,\"X-Tab\":\"a\\tb\"}}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers())
        .containsExactly(
            Map.entry("Retry-After", "5"),
            Map.entry("X-Part", "1.5"),
            Map.entry("X-New", "true"),
            Map.entry("X-Tab", "a\tb"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Content-Length", "content-length", "Transfer-Encoding", "Connection", "Upgrade"})
  void headers_that_belong_to_the_connection_are_left_to_the_server(String name) {
    HttpReply reply = read("{\"statusCode\":200,\"headers\":{\"%s\":\"1\"}}".formatted(name));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers()).isEmpty();
  }

  private HttpReply read(String function) {
    return replies.read(function.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  private void assertIsAnError(String function) {
    assertThat(replies.read(function.getBytes(StandardCharsets.UTF_8))).as(function).isEmpty();
  }
}
