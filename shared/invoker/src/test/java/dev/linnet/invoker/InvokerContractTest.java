package dev.linnet.invoker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/**
 * One function under our invoker and under the stock one: the same bytes in, the same bytes out.
 */
class InvokerContractTest {
  private static final String MAIN_CLASS = "MAIN_CLASS";

  private static FunctionInvoker stock;
  private FunctionInvoker lean;

  @BeforeAll
  static void startStock() throws IOException {
    System.setProperty(MAIN_CLASS, EchoApplication.Initializer.class.getName());
    stock = new FunctionInvoker(EchoApplication.NAME);
    Samples.call(stock, Samples.bytes("v2/redirect")); // starts it
  }

  @AfterAll
  static void forgetStock() {
    System.clearProperty(MAIN_CLASS);
  }

  @BeforeEach
  void startLean() {
    lean = new EchoApplication();
  }

  static Stream<String> events() {
    return Stream.of(
            Stream.of("v2", "v1", "alb", "alb-multi")
                .flatMap(
                    format ->
                        Stream.of(
                                "redirect",
                                "redirect-browser",
                                "head",
                                "create",
                                "create-base64",
                                "unicode-path")
                            .map(event -> format + "/" + event)),
            Stream.of("v2/preview", "v2/authorizer", "v2/stage-prefix", "v2/query-and-lists"),
            Stream.of("v2/empty-body", "v2/null-body", "v1/multi-value", "v1/http-api"),
            Stream.of("alb/query", "alb-multi/query"))
        .flatMap(names -> names);
  }

  @ParameterizedTest
  @MethodSource("events")
  void both_invokers_answer_every_captured_event_alike(String event) throws IOException {
    String reply = Samples.call(lean, Samples.bytes(event));

    assertThat(reply).contains("\"statusCode\":200");
    assertThat(comparable(Samples.call(stock, Samples.bytes(event)))).isEqualTo(comparable(reply));
  }

  /** The stock adapter takes this header of a client, where it parses events, for the event. */
  @ParameterizedTest
  @CsvSource({
    "v2/create, '\"headers\": {', '\"headers\": {\"payload\": \"[1,2,3]\",'",
    "v1/create, '\"multiValueHeaders\": {', '\"multiValueHeaders\": {\"payload\": [\"[1,2,3]\"],'",
    "alb/create, '\"headers\": {', '\"headers\": {\"payload\": \"[1,2,3]\",'",
    "alb-multi/create, '\"multiValueHeaders\": {', '\"multiValueHeaders\": {\"payload\":"
        + " [\"[1,2,3]\"],'"
  })
  void a_header_called_payload_is_a_header_like_any_other(
      String sample, String headers, String attack) throws IOException {
    String event = Samples.text(sample).replace(headers, attack);

    for (FunctionInvoker handler : List.of(lean, stock)) {
      assertThat(Samples.call(handler, event))
          .contains("\\\"payload\\\":\\\"[1,2,3]\\\"")
          .contains("\\\"body\\\":\\\"{\\\\\\\"long_url");
    }
  }

  /** The stock adapter calls a function, where it parses events, once for each element. */
  @ParameterizedTest
  @ValueSource(strings = {"v2/create", "v1/create", "alb/create", "alb-multi/create"})
  void a_body_that_is_a_json_array_is_one_call(String sample) throws IOException {
    String event = withBody(sample, "[{\\\"a\\\":1},{\\\"a\\\":2},3]");

    for (FunctionInvoker handler : List.of(lean, stock)) {
      int before = count(Samples.call(handler, event));
      String reply = Samples.call(handler, event);

      assertThat(reply).contains("[{\\\\\\\"a\\\\\\\":1},{\\\\\\\"a\\\\\\\":2},3]");
      assertThat(count(reply)).isEqualTo(before + 1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"payload\": [1,2,3],",
        "\"payload\": {\"body\": \"other\"},",
        "\"Records\": [{\"eventSource\": \"aws:sqs\"}],",
        "\"spring.cloud.function.definition\": \"other\","
      })
  void what_stands_beside_the_request_changes_nothing(String more) throws IOException {
    String plain = Samples.text("v2/create");
    String event = plain.replaceFirst("\\{", "{" + more);

    for (FunctionInvoker handler : List.of(lean, stock)) {
      assertThat(comparable(Samples.call(handler, event)))
          .isEqualTo(comparable(Samples.call(handler, plain)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spring.cloud.function.definition",
        "contentType",
        "content-type",
        "accept",
        "aws-api-gateway",
        "aws-event",
        "statusCode",
        "isBase64Encoded",
        "id",
        "timestamp"
      })
  void a_client_cannot_steer_the_invoker_by_headers(String name) throws IOException {
    String plain = Samples.text("v2/redirect");
    String event =
        plain.replace("\"headers\": {", "\"headers\": {\"%s\": \"other\",".formatted(name));

    for (FunctionInvoker handler : List.of(lean, stock)) {
      assertThat(comparable(Samples.call(handler, event)))
          .isEqualTo(comparable(Samples.call(handler, plain)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1,2,3]", "[]", "null", "\"text\"", "", "{", "\0"})
  void an_event_that_is_no_request_fails_the_invocation(String event) {
    for (FunctionInvoker handler : List.of(lean, stock)) {
      assertThatThrownBy(() -> Samples.call(handler, event)).hasMessageContaining("event");
    }
  }

  @Test
  void a_large_body_passes_whole() throws IOException {
    String body = "é€😀".repeat(7_000);

    for (FunctionInvoker handler : List.of(lean, stock)) {
      assertThat(Samples.call(handler, withBody("v2/create", body))).contains(body);
    }
  }

  @Test
  void the_stock_invoker_wires_the_function_once() {
    assertThat(EchoApplication.Initializer.MADE).hasSize(1);
  }

  private static String withBody(String sample, String body) throws IOException {
    String text = Samples.text(sample);
    int start = text.indexOf("\"body\": \"") + "\"body\": \"".length();
    int end = text.lastIndexOf("\",\n  \"isBase64Encoded\"");
    return text.substring(0, start) + body + text.substring(end);
  }

  private static int count(String reply) {
    return Integer.parseInt(reply.replaceAll("(?s).*\\\\\"call\\\\\":(\\d+).*", "$1"));
  }

  private static String comparable(String reply) {
    return reply
        .replaceFirst("\\\\\"call\\\\\":\\d+", "")
        .replaceFirst("[0-9a-f]{8}-[0-9a-f-]{27}", "a request id of our own");
  }
}
