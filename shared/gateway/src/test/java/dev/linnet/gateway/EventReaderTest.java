package dev.linnet.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class EventReaderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "v2/query-and-lists",
        "v1/multi-value",
        "v1/base-path",
        "alb/query",
        "alb-multi/query"
      })
  void fields_may_stand_in_any_order(String sample) {
    ObjectNode event = (ObjectNode) Samples.tree(sample);
    List<String> names = new ArrayList<>(event.propertyNames());
    Collections.reverse(names);
    ObjectNode reversed = event.objectNode();
    names.forEach(name -> reversed.set(name, event.get(name)));

    Request straight = Samples.event(event.toString()).request();
    Request backwards = Samples.event(reversed.toString()).request();

    assertThat(backwards).usingRecursiveComparison().ignoringFields("id").isEqualTo(straight);
  }

  @Test
  void unknown_and_oddly_typed_fields_are_read_over() {
    Request request =
        Samples.event(
                """
                {"new": [{"deep": [[{}]]}], "version": {"a": 1}, "headers": null, "cookies": {"a": []},
                 "queryStringParameters": [], "rawPath": "/abc", "rawQueryString": 17, "body": {},
                 "isBase64Encoded": "yes", "routeKey": [], "pathParameters": "no",
                 "multiValueHeaders": {"x": "single", "y": [1, "two", null]},
                 "requestContext": {"elb": null, "identity": 4, "http": {"method": "GET", "x": {"y": []}},
                   "authorizer": {"claims": {"a": ["b"]}}, "stage": false, "requestId": {}}}
                """)
            .request();

    assertThat(request.origin()).isEqualTo(Origin.API_GATEWAY_V2);
    assertThat(request.path()).isEqualTo("/abc");
    assertThat(request.headers().size()).isZero();
    assertThat(request.cookies()).isEmpty();
    assertThat(request.query()).isEqualTo(Query.NONE);
    assertThat(request.body().isEmpty()).isTrue();
    assertThat(request.id()).hasSize(36);
  }

  @Test
  void odd_header_values_are_left_out() {
    Request request =
        Samples.event(
                """
                {"resource": "/", "path": "/", "httpMethod": "GET",
                 "headers": {"a": "1"}, "multiValueHeaders": {"x": "single", "y": [1, "two", null, ["z"]]}}
                """)
            .request();

    assertThat(request.headers()).isEqualTo(Headers.of("y", "two"));
  }

  @Test
  void single_headers_serve_where_there_are_no_multiple_ones() {
    Request request =
        Samples.event(
                """
                {"resource": "/", "path": "/", "httpMethod": "GET", "queryStringParameters": {"q": "1"},
                 "headers": {"a": "1", "b": null, "c": 3}, "multiValueHeaders": null}
                """)
            .request();

    assertThat(request.headers()).isEqualTo(Headers.of("a", "1"));
    assertThat(request.query().first("q")).contains("1");
  }

  @Test
  void a_load_balancer_is_known_by_elb_whatever_else_is_there() {
    Request request =
        Samples.event(
                """
                {"version": "2.0", "httpMethod": "GET", "path": "/a", "requestContext": {"elb": {}}}
                """)
            .request();

    assertThat(request.origin()).isEqualTo(Origin.ALB);
  }

  @Test
  void version_2_0_is_enough_to_be_payload_2_0_but_a_method_must_be_named() {
    assertThatExceptionOfType(MalformedEvent.class)
        .isThrownBy(() -> Samples.event("{\"version\": \"2.0\", \"rawPath\": \"/\"}"))
        .withMessage("The event names no HTTP method.");
  }

  @Test
  void version_1_0_is_enough_to_be_payload_1_0() {
    assertThat(Samples.event("{\"version\": \"1.0\", \"httpMethod\": \"GET\"}").request().origin())
        .isEqualTo(Origin.API_GATEWAY_V1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "null",
        "\"text\"",
        "{",
        "{\"headers\": {",
        "{\"a\" 1}",
        "nonsense",
        "{\"a\": tru}"
      })
  void what_is_no_json_object_is_refused(String event) {
    assertThatExceptionOfType(MalformedEvent.class)
        .isThrownBy(() -> Samples.event(event))
        .withMessageStartingWith("The event is not ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"httpMethod\": \"GET\"}",
        "{\"version\": \"1.0\"}",
        "{\"version\": \"0\", \"source\": \"aws.events\", \"detail\": {}}",
        "{\"Records\": []}",
        "{\"requestContext\": {\"http\": []}}"
      })
  void an_event_of_another_service_is_refused(String event) {
    assertThatExceptionOfType(MalformedEvent.class)
        .isThrownBy(() -> Samples.event(event))
        .withMessageContaining("no HTTP request");
  }

  @Test
  void endless_nesting_is_refused_without_a_stack_overflow() {
    assertThatExceptionOfType(MalformedEvent.class)
        .isThrownBy(() -> Samples.event("{\"a\": " + "[".repeat(1_000_000)));
  }

  @Test
  void an_event_beyond_what_lambda_takes_is_refused() {
    assertThatExceptionOfType(MalformedEvent.class)
        .isThrownBy(() -> Samples.event("{\"body\": \"" + "x".repeat(9_000_000) + "\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a\\u0000", "é", "<script>", ""})
  void a_request_id_of_a_client_must_be_plain(String id) {
    String event = Samples.text("alb/redirect").replace("nginx-7f3a.91", id);

    assertThat(Samples.event(event).request().id()).hasSize(36).isNotEqualTo(id);
  }

  @Test
  void a_request_id_has_up_to_128_characters() {
    String longest = "A".repeat(127) + "_";

    assertThat(
            Samples.event(Samples.text("alb/redirect").replace("nginx-7f3a.91", longest))
                .request()
                .id())
        .isEqualTo(longest);
    assertThat(
            Samples.event(Samples.text("alb/redirect").replace("nginx-7f3a.91", longest + "x"))
                .request()
                .id())
        .hasSize(36);
  }

  @Test
  void the_gateways_id_goes_before_a_clients() {
    String event =
        Samples.text("v2/redirect")
            .replace("\"accept\":", "\"x-request-id\": \"mine\", \"accept\":");

    assertThat(Samples.event(event).request().id()).isEqualTo("KG2fkhE0IAMEVxA=");
  }
}
