package dev.linnet.localruntime.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.topology.Route;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rows rest on the developer guide's page "Lambda proxy integrations in API Gateway", section
 * "Input format of a Lambda function for proxy integration". Left out are base path mappings, which
 * Linnet's gateway does not have, and bodies of an API that calls all types binary.
 */
class PayloadV1Test {
  private static final Instant NOW = Instant.parse("2026-11-24T08:15:30.123Z");

  /** Whose API it is differs from place to place; so does the path of its stage. */
  private static final List<String> OWN =
      List.of("accountId", "apiId", "requestId", "extendedRequestId", "resourceId", "path");

  /** Before the API that was captured stands CloudFront, and adds to its headers. */
  private static final List<String> OF_CLOUDFRONT =
      List.of("X-Forwarded-For", "CloudFront-Viewer-Country");

  private final PayloadV1 payload = new PayloadV1(InstantSource.fixed(NOW));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "redirect         | ''",
        "redirect-browser | ''",
        "head             | ''",
        "create           | ''",
        "unicode-path     | ''",
        "multi-value      | state=done&state=failed&q=a+b%2Bc%20d&name=Z%C3%BCrich"
      })
  void a_request_becomes_the_event_that_aws_sends(String name, String query) {
    ObjectNode sample = Samples.tree("v1/" + name);
    HttpCall call =
        CapturedCall.of(sample, query, sample.at("/requestContext/identity/sourceIp").asString());
    call.headers().remove("cloudfront-viewer-country");

    ObjectNode event = written(call, matchOf(sample));

    assertThat(comparable(event)).isEqualTo(comparable(sample));
  }

  @Test
  void what_no_other_route_takes_is_a_greedy_resource() {
    ObjectNode event =
        written(
            call("/gr%C3%BC%C3%9Fe/a%2Fb", Map.of()),
            new RouteTable.Match(new Route(Route.ANY, Route.DEFAULT, "redirect"), Map.of()));

    assertThat(event.get("resource").asString()).isEqualTo("/{proxy+}");
    assertThat(event.at("/pathParameters/proxy").asString()).isEqualTo("grüße/a/b");
    assertThat(event.get("path").asString()).isEqualTo("/gr%C3%BC%C3%9Fe/a%2Fb");
    assertThat(event.at("/requestContext/path").asString()).isEqualTo("/gr%C3%BC%C3%9Fe/a%2Fb");
  }

  @Test
  void the_client_stands_last_among_those_it_was_forwarded_for() {
    ObjectNode event =
        written(
            call("/k", Map.of("x-forwarded-for", List.of("198.51.100.1"))),
            new RouteTable.Match(new Route(Route.ANY, "/k", "redirect"), Map.of()));

    assertThat(event.at("/headers/X-Forwarded-For").asString())
        .isEqualTo("198.51.100.1, 203.0.113.17");
    assertThat(event.at("/requestContext/identity/sourceIp").asString()).isEqualTo("203.0.113.17");
  }

  private ObjectNode written(HttpCall call, RouteTable.Match match) {
    return (ObjectNode) Samples.tree(payload.write(call, match, "r-1"));
  }

  private static HttpCall call(String path, Map<String, List<String>> headers) {
    return new HttpCall(
        "GET", path, "", "HTTP/1.1", headers, "lnk.example", 80, "203.0.113.17", new byte[0]);
  }

  private static RouteTable.Match matchOf(JsonNode sample) {
    Map<String, String> parameters = new LinkedHashMap<>();
    sample
        .path("pathParameters")
        .forEachEntry((name, value) -> parameters.put(name, value.asString()));
    Route route = new Route(Route.ANY, sample.get("resource").asString(), "redirect");
    return new RouteTable.Match(route, parameters);
  }

  private static ObjectNode comparable(ObjectNode event) {
    ((ObjectNode) event.get("requestContext")).remove(OWN);
    ((ObjectNode) event.get("headers")).remove(OF_CLOUDFRONT);
    ((ObjectNode) event.get("multiValueHeaders")).remove(OF_CLOUDFRONT);
    return event;
  }
}
