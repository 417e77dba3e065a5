package dev.linnet.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
  private final Router router =
      Router.of(
          Route.get("/health", named("health")),
          Route.post("/api/v1/create", named("create")).producing("application/json"),
          Route.post("/health", named("posted")),
          Route.get("/files/{name}", named("file")),
          Route.get("/{key}", named("key")));

  private static Handler named(String name) {
    return request -> Response.text(200, "text/plain", name + " " + request.lastSegment());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /health, health health",
    "HEAD, /health, health health",
    "POST, /health, posted health",
    "POST, /api/v1/create, create create",
    "GET, /abc, key abc",
    "HEAD, /abc+, key abc+",
    "GET, /files/a.txt, file a.txt"
  })
  void the_first_route_that_fits_answers(String method, String path, String body) {
    Response response = router.handle(Requests.request(method, path));

    assertThat(response.status()).isEqualTo(200);
    assertThat(text(response)).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/a/b", "/health/", "/files/", "/files/a/b", "/api/v1/created", "//"})
  void an_unknown_path_is_404(String path) {
    Response response = router.handle(Requests.request("GET", path));

    assertThat(response.status()).isEqualTo(404);
    assertThat(text(response)).contains("\"code\":\"not_found\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DELETE  | /health        | GET, HEAD, POST
          GET     | /api/v1/create | POST
          HEAD    | /api/v1/create | POST
          OPTIONS | /abc           | GET, HEAD
          get     | /abc           | GET, HEAD
          """)
  void another_method_is_405_with_allow(String method, String path, String allow) {
    Response response = router.handle(Requests.request(method, path));

    assertThat(response.status()).isEqualTo(405);
    assertThat(response.headers().value("Allow")).contains(allow);
    assertThat(text(response)).contains(allow, "\"code\":\"method_not_allowed\"");
  }

  @Test
  void a_client_that_excludes_the_answer_gets_406() {
    Response response =
        router.handle(Requests.request("POST", "/api/v1/create", "Accept", "image/png"));

    assertThat(response.status()).isEqualTo(406);
    assertThat(text(response)).contains("not_acceptable", "application/json");
    assertThat(router.handle(Requests.request("GET", "/abc", "Accept", "image/png")).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"health", "/{a}/b", "/{a}{b}", "/x{a}", "/{a", "/{a}/{b}"})
  void a_route_that_could_never_match_is_refused(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> Route.get(path, named("x")));
  }

  private static String text(Response response) {
    return new String(response.body().bytes(), StandardCharsets.UTF_8);
  }
}
