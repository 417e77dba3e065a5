package dev.linnet.localruntime.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.topology.Route;
import dev.linnet.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
  private static final List<String> ROUTES =
      List.of(
          "ANY $default",
          "ANY /{proxy+}",
          "GET /pets/{proxy+}",
          "ANY /pets/dog/{id}",
          "GET /pets/dog/{id}",
          "GET /pets/{kind}/1",
          "ANY /pets/dog/1",
          "GET /pets/dog/1",
          "POST /a.b",
          "ANY /");

  @ParameterizedTest
  @CsvSource({
    "GET, /pets/dog/1, GET /pets/dog/1",
    "POST, /pets/dog/1, ANY /pets/dog/1",
    "GET, /pets/dog/2, GET /pets/dog/{id}",
    "PUT, /pets/dog/2, ANY /pets/dog/{id}",
    "GET, /pets/cat/1, GET /pets/{kind}/1",
    "GET, /pets/cat/2, GET /pets/{proxy+}",
    "GET, /pets/dog/2/3, GET /pets/{proxy+}",
    "POST, /pets/cat/2, ANY /{proxy+}",
    "GET, /pets/dog/, GET /pets/{proxy+}",
    "GET, /test, ANY /{proxy+}",
    "POST, /a.b, POST /a.b",
    "POST, /aXb, ANY /{proxy+}",
    "GET, /, ANY /",
    "GET, '', $default",
    "OPTIONS, *, $default"
  })
  void the_most_specific_route_is_found_in_whatever_order_they_stand(
      String method, String path, String routeKey) {
    assertThat(key(ROUTES, method, path)).isEqualTo(routeKey);
    assertThat(key(ROUTES.reversed(), method, path)).isEqualTo(routeKey);
  }

  @ParameterizedTest
  @CsvSource({
    "/pets/dog/2, id=2",
    "/pets/dog/a%20b%2Fc+d, id=a b/c+d",
    "/pets/dog/%ZZ, id=%ZZ",
    "/pets/cat/2/%C3%BC, proxy=cat/2/ü",
    "/pets/dog/1, ''",
    "/, ''"
  })
  void what_a_variable_took_is_told_decoded(String path, String parameters) {
    Map<String, String> found = table(ROUTES).find("GET", path).orElseThrow().parameters();

    assertThat(found.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining()))
        .isEqualTo(parameters);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/", "/healthy", "/HEALTH", "/", "/health%2F", "//health"})
  void without_a_default_route_nothing_is_found_for_other_paths(String path) {
    assertThat(table(List.of("GET /health")).find("GET", path)).isEmpty();
  }

  @Test
  void without_a_default_route_nothing_is_found_for_other_methods() {
    assertThat(table(List.of("GET /health")).find("POST", "/health")).isEmpty();
    assertThat(table(List.of("GET /health")).find("get", "/health")).isEmpty();
    assertThat(table(List.of()).find("GET", "/health")).isEmpty();
  }

  @Test
  void a_greedy_variable_takes_at_least_one_character() {
    RouteTable table = table(List.of("ANY /monitoring/{proxy+}"));

    assertThat(table.find("GET", "/monitoring/pool/status")).isPresent();
    assertThat(table.find("GET", "/monitoring/")).isEmpty();
    assertThat(table.find("GET", "/monitoring")).isEmpty();
  }

  @Test
  void the_longer_greedy_route_goes_before_the_shorter() {
    List<String> routes = List.of("ANY /a/{rest+}", "ANY /a/b/{rest+}");

    assertThat(key(routes, "GET", "/a/b/c")).isEqualTo("ANY /a/b/{rest+}");
    assertThat(key(routes, "GET", "/a/c")).isEqualTo("ANY /a/{rest+}");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/v1/create, create",
    "GET, /api/v1/create, create",
    "GET, /health, monitor",
    "GET, /monitoring/health/detailed, monitor",
    "GET, /, monitor",
    "GET, /k7f3qXw, redirect",
    "GET, /api/v1/create/x, redirect",
    "GET, /monitoring, redirect"
  })
  void linnets_routes_lead_to_its_functions(String method, String path, String function) {
    RouteTable table = new RouteTable(Topology.linnet().routes());

    assertThat(table.find(method, path).orElseThrow().route().function()).isEqualTo(function);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a/{b+}/c", "/a/{b", "/a/b{c}", "/a/{}"})
  void a_path_that_api_gateway_would_refuse_is_refused(String path) {
    assertThatThrownBy(() -> new RouteTable(List.of(new Route("GET", path, "f"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(path);
  }

  private static String key(List<String> routes, String method, String path) {
    return table(routes).find(method, path).orElseThrow().route().routeKey();
  }

  private static RouteTable table(List<String> routes) {
    return new RouteTable(
        routes.stream()
            .map(route -> route.split(" ", 2))
            .map(parts -> new Route(parts[0], parts[1], "f"))
            .toList());
  }
}
