package dev.linnet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleEventTest {
  private static final String CREATE =
      "{\"long_url\": \"https://www.example.com/spring?a=1&b=2\","
          + " \"expires_at\": \"2027-12-31T23:59:59\"}";

  @ParameterizedTest
  @CsvSource({
    "v2/redirect, API_GATEWAY_V2, GET, /k7f3qXw",
    "v2/redirect-browser, API_GATEWAY_V2, GET, /k7f3qXw",
    "v2/head, API_GATEWAY_V2, HEAD, /k7f3qXw",
    "v2/preview, API_GATEWAY_V2, GET, /k7f3qXw+",
    "v2/create, API_GATEWAY_V2, POST, /api/v1/create",
    "v2/stage-prefix, API_GATEWAY_V2, GET, /k7f3qXw",
    "v2/stage-prefix-default-route, API_GATEWAY_V2, GET, /monitoring/pool/status",
    "v2/unicode-path, API_GATEWAY_V2, GET, /gr%C3%BC%C3%9Fe/%E2%9C%93/a%2Fb/key",
    "v2/authorizer, API_GATEWAY_V2, GET, /k7f3qXw",
    "v1/redirect, API_GATEWAY_V1, GET, /k7f3qXw",
    "v1/head, API_GATEWAY_V1, HEAD, /k7f3qXw",
    "v1/create, API_GATEWAY_V1, POST, /api/v1/create",
    "v1/base-path, API_GATEWAY_V1, GET, /k7f3qXw",
    "v1/base-path-proxy, API_GATEWAY_V1, GET, /monitoring/pool/status",
    "v1/unicode-path, API_GATEWAY_V1, GET, /gr%C3%BC%C3%9Fe/%E2%9C%93",
    "v1/http-api, API_GATEWAY_V1, GET, /k7f3qXw",
    "v1/http-api-default-route, API_GATEWAY_V1, GET, /health",
    "alb/redirect, ALB, GET, /k7f3qXw",
    "alb/head, ALB, HEAD, /k7f3qXw",
    "alb/create, ALB, POST, /api/v1/create",
    "alb/health-check, ALB, GET, /health",
    "alb/unicode-path, ALB, GET, /gr%C3%BC%C3%9Fe/%E2%9C%93/a%2Fb/key",
    "alb-multi/redirect, ALB_MULTI, GET, /k7f3qXw",
    "alb-multi/head, ALB_MULTI, HEAD, /k7f3qXw",
    "alb-multi/health-check, ALB_MULTI, GET, /health"
  })
  void every_origin_says_who_it_is_and_what_is_asked(
      String sample, Origin origin, String method, String path) {
    Request request = Samples.request(sample);

    assertThat(request.origin()).isEqualTo(origin);
    assertThat(request.method()).isEqualTo(method);
    assertThat(request.path()).isEqualTo(path);
    assertThat(request.isHead()).isEqualTo(method.equals("HEAD"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v2/create",
        "v2/create-base64",
        "v1/create",
        "v1/create-base64",
        "alb/create",
        "alb/create-base64",
        "alb-multi/create",
        "alb-multi/create-base64"
      })
  void a_body_is_the_same_as_text_and_as_base64(String sample) {
    Event event = Samples.event(Samples.text(sample));

    assertThat(event.fault()).isNull();
    assertThat(event.request().body().bytes()).asString().isEqualTo(CREATE);
    assertThat(event.request().header("Content-Type"))
        .get()
        .asString()
        .startsWith("application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"v2/empty-body", "v2/null-body", "v2/redirect", "v1/redirect", "alb/redirect"})
  void an_empty_a_null_and_a_missing_body_are_one(String sample) {
    assertThat(Samples.request(sample).body().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v2/redirect-browser",
        "v1/redirect-browser",
        "alb/redirect-browser",
        "alb-multi/redirect-browser"
      })
  void cookies_are_a_list_wherever_they_stood(String sample) {
    Request request = Samples.request(sample);

    assertThat(request.cookies()).containsExactly("theme=dark", "visit=a=b=c");
    assertThat(request.cookie("theme")).contains("dark");
    assertThat(request.cookie("visit")).contains("a=b=c");
    assertThat(request.cookie("them")).isEmpty();
    assertThat(request.cookie("other")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2/query-and-lists", "v1/multi-value", "alb-multi/query"})
  void query_parameters_are_decoded_once_and_may_repeat(String sample) {
    Query query = Samples.request(sample).query();

    assertThat(query.all("state")).containsExactly("done", "failed");
    assertThat(query.first("state")).contains("done");
    assertThat(query.first("q")).contains("a b+c d");
    assertThat(query.first("name")).contains("Zürich");
    assertThat(query.first("missing")).isEmpty();
  }

  @Test
  void a_single_value_load_balancer_hands_over_the_last_parameter() {
    Query query = Samples.request("alb/query").query();

    assertThat(query.all("state")).containsExactly("failed");
    assertThat(query.first("q")).contains("a b+c d");
    assertThat(query.first("name")).contains("Zürich");
  }

  @Test
  void a_parameter_without_a_value_is_empty() {
    Query query = Samples.request("v2/query-and-lists").query();

    assertThat(query.first("empty")).contains("");
    assertThat(query.first("flag")).contains("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v2/query-and-lists | one,two
          v1/multi-value     | one, two
          alb-multi/query    | one, two
          alb/query          | two
          """)
  void a_header_that_stands_twice_has_one_value(String sample, String expected) {
    assertThat(Samples.request(sample).header("X-TAG")).contains(expected);
  }

  @Test
  void header_lines_can_be_told_apart_where_the_origin_does() {
    assertThat(Samples.request("v1/multi-value").headers().values("x-tag"))
        .containsExactly("one", "two");
  }

  @ParameterizedTest
  @CsvSource({
    "v2/redirect, KG2fkhE0IAMEVxA=, 203.0.113.17",
    "v2/redirect-browser, KG2fkhE0IAMEVxA=, 2001:db8::17",
    "v1/redirect, c6af9ac6-7b61-11e6-9a41-93e8deadbeef, 198.51.100.23",
    "alb/redirect, nginx-7f3a.91, 203.0.113.99",
    "alb-multi/redirect, nginx-7f3a.91, 203.0.113.99"
  })
  void request_id_and_client_come_from_who_knows_them(String sample, String id, String client) {
    Request request = Samples.request(sample);

    assertThat(request.id()).isEqualTo(id);
    assertThat(request.clientAddress()).isEqualTo(client);
  }

  @Test
  void a_health_check_has_no_client_and_gets_a_request_id() {
    Request request = Samples.request("alb/health-check");

    assertThat(request.clientAddress()).isEmpty();
    assertThat(request.id()).hasSize(36);
    assertThat(Samples.request("alb/health-check").id()).isNotEqualTo(request.id());
    assertThat(request.cookies()).isEqualTo(List.of());
  }
}
