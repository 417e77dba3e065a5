package dev.linnet.localruntime.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.topology.Route;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PayloadV2Test {
  private static final Instant NOW = Instant.parse("2026-11-24T08:15:30.123Z");
  private static final String CLIENT = "203.0.113.17";

  /** Whose API it is differs from place to place. */
  private static final List<String> OWN = List.of("accountId", "apiId", "requestId");

  private final PayloadV2 payload = new PayloadV2(InstantSource.fixed(NOW));

  /** Left out are a stage with a name and authorizers, which Linnet's gateway does not have. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "redirect",
        "redirect-browser",
        "head",
        "preview",
        "create",
        "create-base64",
        "empty-body",
        "null-body",
        "query-and-lists",
        "unicode-path"
      })
  void a_request_becomes_the_event_that_aws_sends(String name) {
    ObjectNode sample = Samples.tree("v2/" + name);

    ObjectNode event = (ObjectNode) written(callOf(sample), matchOf(sample));

    assertThat(comparable(event)).isEqualTo(comparable(sample));
  }

  @Test
  void the_event_tells_the_time_and_the_request() {
    JsonNode context = written(call("/k7f3qXw", "", Map.of())).get("requestContext");

    assertThat(context.get("time").asString()).isEqualTo("24/Nov/2026:08:15:30 +0000");
    assertThat(context.get("timeEpoch").asLong()).isEqualTo(NOW.toEpochMilli());
    assertThat(context.get("requestId").asString()).isEqualTo("r-1");
  }

  @Test
  void values_of_one_header_are_joined_by_commas() {
    JsonNode event = written(call("/", "", Map.of("x-tag", List.of("one", "two, three", ""))));

    assertThat(event.at("/headers/x-tag").asString()).isEqualTo("one,two, three,");
  }

  @Test
  void cookies_of_all_cookie_headers_stand_in_one_list_and_not_among_the_headers() {
    JsonNode event = written(call("/", "", Map.of("cookie", List.of("a=1;b=\"2\" ; ;c", "d=4=4"))));

    assertThat(event.get("cookies"))
        .extracting(JsonNode::asString)
        .containsExactly("a=1", "b=\"2\"", "c", "d=4=4");
    assertThat(event.at("/headers/cookie").isMissingNode()).isTrue();
  }

  @Test
  void the_client_stands_last_among_those_it_was_forwarded_for() {
    JsonNode event =
        written(call("/", "", Map.of("x-forwarded-for", List.of("198.51.100.1, 10.0.0.1"))));

    assertThat(event.at("/headers/x-forwarded-for").asString())
        .isEqualTo("198.51.100.1, 10.0.0.1, " + CLIENT);
  }

  @Test
  void headers_between_the_client_and_the_front_are_not_passed_on() {
    JsonNode headers =
        written(
                call(
                    "/",
                    "",
                    Map.of(
                        "connection", List.of("close, X-Hop"),
                        "x-hop", List.of("1"),
                        "keep-alive", List.of("5"),
                        "transfer-encoding", List.of("chunked"),
                        "te", List.of("trailers"),
                        "upgrade", List.of("h2c"),
                        "accept", List.of("*/*"))))
            .get("headers");

    assertThat(headers.propertyNames())
        .containsExactlyInAnyOrder(
            "accept", "x-forwarded-for", "x-forwarded-port", "x-forwarded-proto");
  }

  @ParameterizedTest
  @CsvSource({
    "a=1&a=2, a, '1,2'",
    "q=%C3%BC%20%2B+x, q, 'ü + x'",
    "flag, flag, ''",
    "a==b, a, =b",
    "%61=1, a, 1",
    "a=100%, a, 100%",
    "a=%zz&b=1, a, %zz",
    "a=%FF, a, \uFFFD"
  })
  void parameters_are_decoded(String query, String name, String value) {
    JsonNode event = written(call("/", query, Map.of()));

    assertThat(event.get("rawQueryString").asString()).isEqualTo(query);
    assertThat(event.get("queryStringParameters").get(name).asString()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&", "&&", "=x"})
  void a_query_without_names_gives_no_parameters(String query) {
    assertThat(written(call("/", query, Map.of())).has("queryStringParameters")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a%2Fb", "/%6bey", "/%", "/a;b=c", "/a//b/../c/./d", "/k7+"})
  void the_path_is_passed_on_as_it_came(String path) {
    JsonNode event = written(call(path, "", Map.of()));

    assertThat(event.get("rawPath").asString()).isEqualTo(path);
    assertThat(event.at("/requestContext/http/path").asString()).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, false",
    "Application/JSON; charset=utf-8, false",
    "text/plain, false",
    "application/xml, false",
    "application/javascript, false",
    "application/octet-stream, true",
    "application/x-www-form-urlencoded, true",
    "image/png, true",
    "'', true"
  })
  void only_a_body_of_a_text_type_is_passed_on_as_text(String type, boolean isBase64) {
    byte[] body = "{\"name\":\"Zürich \uD83D\uDE00\"}".getBytes(StandardCharsets.UTF_8);

    assertBody(body, isBase64, type.isEmpty() ? Map.of() : Map.of("content-type", List.of(type)));
  }

  @Test
  void a_text_that_is_no_utf_8_is_passed_on_as_bytes() {
    assertBody(
        "Zürich".getBytes(StandardCharsets.ISO_8859_1),
        true,
        Map.of("content-type", List.of("text/plain")));
  }

  @Test
  void a_body_with_a_content_encoding_is_passed_on_as_bytes() {
    assertBody(
        "{}".getBytes(StandardCharsets.UTF_8),
        true,
        Map.of(
            "content-type", List.of("application/json"), "content-encoding", List.of("identity")));
  }

  private void assertBody(byte[] body, boolean isBase64, Map<String, List<String>> headers) {
    HttpCall call = new HttpCall("POST", "/", "", "HTTP/1.1", headers, "h", 80, CLIENT, body);

    JsonNode event = written(call);

    String text = event.get("body").asString();
    assertThat(event.get("isBase64Encoded").asBoolean()).isEqualTo(isBase64);
    assertThat(isBase64 ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8))
        .isEqualTo(body);
  }

  private JsonNode written(HttpCall call) {
    Route route = new Route(Route.ANY, Route.DEFAULT, "redirect");
    return written(call, new RouteTable.Match(route, Map.of()));
  }

  private JsonNode written(HttpCall call, RouteTable.Match match) {
    return Samples.tree(payload.write(call, match, "r-1"));
  }

  private static HttpCall call(String path, String query, Map<String, List<String>> headers) {
    return new HttpCall(
        "GET", path, query, "HTTP/1.1", headers, "lnk.example", 80, CLIENT, new byte[0]);
  }

  /** The request that AWS must have had; its load balancer speaks HTTPS, ours is told so. */
  private static HttpCall callOf(JsonNode sample) {
    JsonNode context = sample.get("requestContext");
    Map<String, List<String>> headers = new LinkedHashMap<>();
    sample
        .get("headers")
        .forEachEntry((name, value) -> headers.put(name, List.of(value.asString())));
    headers.remove("x-forwarded-for");
    List<String> cookies = sample.path("cookies").valueStream().map(JsonNode::asString).toList();
    if (!cookies.isEmpty()) {
      headers.put("cookie", List.of(String.join("; ", cookies)));
    }
    return new HttpCall(
        context.at("/http/method").asString(),
        sample.get("rawPath").asString(),
        sample.get("rawQueryString").asString(),
        context.at("/http/protocol").asString(),
        headers,
        context.get("domainName").asString(),
        80,
        context.at("/http/sourceIp").asString(),
        bodyOf(sample));
  }

  private static byte[] bodyOf(JsonNode sample) {
    String body = sample.path("body").asString("");
    return sample.get("isBase64Encoded").asBoolean()
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }

  private static RouteTable.Match matchOf(JsonNode sample) {
    String[] key = sample.get("routeKey").asString().split(" ", 2);
    Map<String, String> parameters = new LinkedHashMap<>();
    sample
        .path("pathParameters")
        .forEachEntry((name, value) -> parameters.put(name, value.asString()));
    Route route =
        key.length == 1
            ? new Route(Route.ANY, key[0], "redirect")
            : new Route(key[0], key[1], "redirect");
    return new RouteTable.Match(route, parameters);
  }

  /** No body is null, empty or left out: AWS does each of them somewhere. */
  private static ObjectNode comparable(ObjectNode event) {
    ((ObjectNode) event.get("requestContext")).remove(OWN);
    if (event.path("body").asString("").isEmpty()) {
      event.remove("body");
    }
    return event;
  }
}
