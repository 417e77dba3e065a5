package dev.linnet.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What needs no backend, so none is there. */
class DocumentationTest {
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
  private static final Contract CONTRACT = new Contract();

  private static Monitor monitor;

  @BeforeAll
  static void start() {
    monitor = new Monitor(Monitor.NOWHERE);
  }

  @AfterAll
  static void stop() {
    monitor.close();
  }

  @Test
  void the_docs_page_comes_with_everything_that_it_names() {
    Reply page = monitor.get("/docs");
    List<String> named =
        Pattern.compile("(?:src|href)=\"([^\"]+)\"")
            .matcher(page.text())
            .results()
            .map(MatchResult::group)
            .map(link -> link.replaceAll("^[^\"]*\"|\"$", ""))
            .toList();

    CONTRACT.assertKept(page);
    assertThat(named).hasSize(5).allMatch(link -> link.startsWith("/docs/"));
    for (String link : named) {
      Reply file = monitor.get(link);
      assertThat(file.status()).as(link).isEqualTo(200);
      assertThat(file.bytes()).as(link).isNotEmpty();
      assertThat(file.header("Cache-Control"))
          .as(link)
          .isEqualTo("public, max-age=31536000, immutable");
    }
  }

  @Test
  void the_docs_page_runs_scripts_and_styles_of_this_host_only() {
    Reply page = monitor.get("/docs");

    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.text()).doesNotContain("<style", "style=", "onload", "<script>", "https://");
  }

  @Test
  void every_problem_of_the_contract_has_its_place_on_the_docs_page() {
    List<String> anchors =
        Pattern.compile("id=\"problem-([^\"]+)\"")
            .matcher(monitor.get("/docs").text())
            .results()
            .map(anchor -> anchor.group(1))
            .toList();

    assertThat(anchors)
        .containsExactlyElementsOf(
            CONTRACT.at("/components/schemas/Problem/properties/code/enum").values().stream()
                .map(JsonNode::stringValue)
                .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "swagger-ui.css, text/css; charset=utf-8",
    "swagger-ui-bundle.js, text/javascript; charset=utf-8",
    "favicon-32x32.png, image/png",
    "page.css, text/css; charset=utf-8",
    "start.js, text/javascript; charset=utf-8"
  })
  void a_file_travels_compressed_where_the_client_can_read_it(String name, String type)
      throws IOException {
    Reply plain = monitor.get("/docs/" + name);
    Reply compressed = monitor.get("/docs/" + name, "Accept-Encoding", "br, gzip;q=0.5");
    Reply refused = monitor.get("/docs/" + name, "Accept-Encoding", "gzip;q=0, identity");

    assertThat(plain.header("Content-Type")).isEqualTo(type);
    assertThat(plain.header("Content-Encoding")).isEmpty();
    assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(compressed.header("Vary")).isEqualTo("Accept-Encoding");
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(compressed.bytes()))) {
      assertThat(unpacked.readAllBytes()).isEqualTo(plain.bytes());
    }
    assertThat(refused.header("Content-Encoding")).isEmpty();
  }

  /** A load balancer takes no reply above 1 MB from a function. */
  @Test
  void the_largest_file_gets_through_a_load_balancer_when_compressed() {
    Reply reply = monitor.get("/docs/swagger-ui-bundle.js", "Accept-Encoding", "gzip");

    assertThat(reply.raw().toString().length()).isLessThan(1_000_000);
  }

  @Test
  void a_file_without_its_version_is_asked_for_again_and_need_not_be_sent() {
    Reply file = monitor.get("/docs/page.css");
    Reply other = monitor.get("/docs/page.css?v=0123456789abcdef");
    Reply again = monitor.get("/docs/page.css", "If-None-Match", file.header("ETag"));
    Reply changed = monitor.get("/docs/page.css", "If-None-Match", "W/\"0123456789abcdef\"");

    assertThat(file.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(other.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.bytes()).isEmpty();
    assertThat(again.header("ETag")).isEqualTo(file.header("ETag"));
    assertThat(changed.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs/index.html",
        "/docs/swagger-ui.js",
        "/docs/openapi.json",
        "/docs/docs.html",
        "/docs/MonitorApplication.class",
        "/docs/..%2Fpage.css",
        "/docs/a/page.css",
        "/docs/{page.css}",
      })
  void no_other_file_can_be_had(String path) {
    Reply reply = monitor.get(path);

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().get("code").stringValue()).isEqualTo("not_found");
  }

  @Test
  void a_slash_too_many_after_docs_is_forgiven() {
    Reply reply = monitor.get("/docs/");

    assertThat(reply.status()).isEqualTo(308);
    assertThat(reply.header("Location")).isEqualTo("/docs");
  }

  @Test
  void the_document_names_this_deployment() {
    Reply reply = monitor.get("/openapi.json");

    CONTRACT.assertKept(reply);
    assertThat(reply.json().at("/servers/0/url").stringValue()).isEqualTo("https://lin.example");
    assertThat(reply.text()).doesNotContain("localhost");
  }

  @Test
  void the_first_page_shows_the_way_to_browsers_and_to_programs() {
    Reply page = monitor.get("/", "Accept", BROWSER);
    Reply json = monitor.get("/", "Accept", "application/json");

    CONTRACT.assertKept(page);
    CONTRACT.assertKept(json);
    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.text())
        .contains("href=\"/docs\"", "href=\"/health\"")
        .contains("curl https://lin.example/api/v1/create");
    assertThat(json.json().get("docs").stringValue()).isEqualTo("/docs");
    assertThat(page.header("Vary")).isEqualTo("Accept");
  }

  @Test
  void other_paths_and_methods_are_refused_as_HTTP_says() {
    assertThat(monitor.get("/monitoring/nothing").status()).isEqualTo(404);
    assertThat(monitor.send("POST", "/health").status()).isEqualTo(405);
    assertThat(monitor.send("DELETE", "/docs/page.css").header("Allow")).isEqualTo("GET, HEAD");
    assertThat(monitor.send("HEAD", "/docs").bytes()).isEmpty();
  }
}
