package dev.linnet.localruntime.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rows rest on the user guide's page "Use Lambda functions as targets of an Application Load
 * Balancer"; the last column names its section. Left out is the load balancer's own health check.
 */
class PayloadAlbTest {
  private static final PayloadAlb SINGLE = new PayloadAlb(false);
  private static final PayloadAlb MULTI = new PayloadAlb(true);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "redirect         | ''                                                   |"
            + " receive-event-from-load-balancer",
        "head             | ''                                                   |"
            + " receive-event-from-load-balancer",
        "create           | ''                                                   |"
            + " receive-event-from-load-balancer",
        "create-base64    | ''                                                   |"
            + " respond-to-load-balancer",
        "unicode-path     | ''                                                   |"
            + " receive-event-from-load-balancer",
        "redirect-browser | ''                                                   |"
            + " multi-value-headers",
        "query            | state=done&state=failed&q=a%20b%2Bc+d&name=Z%C3%BCrich |"
            + " multi-value-headers-request"
      })
  void a_request_becomes_the_events_that_aws_sends(String name, String query, String section) {
    ObjectNode multi = Samples.tree("alb-multi/" + name);
    HttpCall call = callOf(multi, query);

    assertThat(comparable(MULTI, call)).as(section).isEqualTo(comparable(multi));
    assertThat(comparable(SINGLE, call))
        .as(section)
        .isEqualTo(comparable(Samples.tree("alb/" + name)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flag      | flag | ''",
        "a==b      | a    | =b",
        "a=%zz     | a    | %zz",
        "a=1&a=2   | a    | 2",
        "%61=1     | %61  | 1",
        "a=b%26c   | a    | b%26c"
      })
  void parameters_stay_encoded_and_the_last_value_counts(String query, String name, String value) {
    JsonNode parameters = written(SINGLE, call(query)).get("queryStringParameters");

    assertThat(parameters.get(name).asString()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, false",
    "text/html, false",
    "application/xml, false",
    "application/javascript, false",
    "application/x-www-form-urlencoded, true",
    "image/png, true"
  })
  void only_a_body_of_a_text_type_is_passed_on_as_text(String type, boolean isBase64) {
    HttpCall call =
        new HttpCall(
            "POST",
            "/",
            "",
            "HTTP/1.1",
            Map.of("content-type", List.of(type)),
            "h",
            80,
            "203.0.113.99",
            "body".getBytes(StandardCharsets.UTF_8));

    JsonNode event = written(SINGLE, call);

    assertThat(event.get("isBase64Encoded").asBoolean()).isEqualTo(isBase64);
    assertThat(event.get("body").asString()).isEqualTo(isBase64 ? "Ym9keQ==" : "body");
  }

  @Test
  void headers_between_the_client_and_the_front_are_not_passed_on() {
    HttpCall call =
        new HttpCall(
            "GET",
            "/",
            "",
            "HTTP/1.1",
            Map.of("connection", List.of("close, X-Hop"), "x-hop", List.of("1"), "te", List.of("")),
            "h",
            80,
            "203.0.113.99",
            new byte[0]);

    assertThat(written(SINGLE, call).get("headers").propertyNames())
        .containsExactlyInAnyOrder("x-forwarded-for", "x-forwarded-port", "x-forwarded-proto");
  }

  /** The load balancer adds the address that it sees to those that came. */
  private static HttpCall callOf(ObjectNode event, String query) {
    String[] addresses =
        event.at("/multiValueHeaders/x-forwarded-for/0").asString().split(", ", -1);
    HttpCall call = CapturedCall.of(event, query, addresses[1]);
    call.headers().put("x-forwarded-for", List.of(addresses[0]));
    return call;
  }

  private static HttpCall call(String query) {
    return new HttpCall(
        "GET", "/", query, "HTTP/1.1", Map.of(), "h", 80, "203.0.113.99", new byte[0]);
  }

  private static JsonNode written(PayloadAlb payload, HttpCall call) {
    return Samples.tree(payload.write(call, "redirect"));
  }

  private static ObjectNode comparable(PayloadAlb payload, HttpCall call) {
    return comparable((ObjectNode) written(payload, call));
  }

  /** Whose target group it is differs from place to place. */
  private static ObjectNode comparable(ObjectNode event) {
    ((ObjectNode) event.at("/requestContext/elb")).remove("targetGroupArn");
    return event;
  }
}
