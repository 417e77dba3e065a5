package dev.linnet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemTest {
  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

  @Test
  void a_program_gets_the_problem_document() {
    Response response =
        Problem.of(409, "alias_taken", "The alias is taken.")
            .withMember("short_url", "https://lnk.example/abc")
            .answer(Requests.request("POST", "/api/v1/create"));

    assertThat(response.status()).isEqualTo(409);
    assertThat(response.headers().value("Content-Type")).contains("application/problem+json");
    assertThat(response.headers().value("Cache-Control")).contains("no-store");
    assertThat(response.headers().value("Vary")).contains("Accept");
    assertThat(response.body())
        .isEqualTo(
            Body.of(
                "{\"type\":\"/docs#problem-alias_taken\",\"title\":\"Conflict\",\"status\":409,"
                    + "\"detail\":\"The alias is taken.\",\"instance\":\"r-1\","
                    + "\"code\":\"alias_taken\",\"short_url\":\"https://lnk.example/abc\"}"));
  }

  @Test
  void every_bad_field_is_named() {
    Response response =
        Problem.invalid(
                List.of(
                    new FieldError("long_url", "required", "long_url is required."),
                    new FieldError("alias", "alias_malformed", "alias is wrong.")))
            .answer(Requests.request("POST", "/"));

    assertThat(response.status()).isEqualTo(422);
    assertThat(new String(response.body().bytes(), StandardCharsets.UTF_8))
        .endsWith(
            "\"code\":\"invalid\",\"errors\":[{\"field\":\"long_url\",\"code\":\"required\",\"message\":\"long_url"
                + " is required.\"},{\"field\":\"alias\",\"code\":\"alias_malformed\",\"message\":\"alias"
                + " is wrong.\"}]}");
  }

  @Test
  void a_browser_gets_a_page_of_its_own_whose_style_is_allowed_by_its_hash()
      throws NoSuchAlgorithmException {
    Response response =
        Problem.of(410, "expired", "This link <has> \"expired\" & it's gone.")
            .answer(Requests.accepting(BROWSER));
    String page = new String(response.body().bytes(), StandardCharsets.UTF_8);

    assertThat(response.status()).isEqualTo(410);
    assertThat(response.headers().value("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page)
        .startsWith("<!doctype html>\n<html lang=\"en\">")
        .contains("<title>410 Gone</title>", "<h1>410 Gone</h1>", "Request r-1", "light dark")
        .contains("This link &lt;has&gt; &quot;expired&quot; &amp; it&#39;s gone.")
        .doesNotContain("<script", "http://", "https://", "<ul>");
    String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
    assertThat(response.headers().value("Content-Security-Policy"))
        .get()
        .asString()
        .contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
  }

  @Test
  void the_page_lists_bad_fields() {
    Response response =
        Problem.invalid(List.of(new FieldError("alias", "alias_malformed", "alias is <wrong>.")))
            .answer(Requests.accepting(BROWSER));

    assertThat(new String(response.body().bytes(), StandardCharsets.UTF_8))
        .contains("<ul>\n<li>alias is &lt;wrong&gt;.</li>\n</ul>");
  }

  @Test
  void retry_after_is_in_whole_seconds_rounded_up() {
    assertThat(retryAfter(Duration.ofSeconds(1))).contains("1");
    assertThat(retryAfter(Duration.ofMillis(1001))).contains("2");
    assertThat(retryAfter(Duration.ofMinutes(1))).contains("60");
  }

  private static java.util.Optional<String> retryAfter(Duration duration) {
    return Problem.unavailable("key pool", duration)
        .answer(Requests.request("GET", "/"))
        .headers()
        .value("Retry-After");
  }

  @Test
  void a_problem_does_not_change_with_what_it_was_made_from() {
    Map<String, String> members = new java.util.HashMap<>();
    Problem problem = new Problem(404, "x", "y", List.of(), members, Headers.NONE);
    members.put("a", "b");

    assertThat(problem.members()).isEmpty();
    assertThat(problem.withMember("a", "b").withMember("c", "d").members())
        .containsExactly(Map.entry("a", "b"), Map.entry("c", "d"));
  }
}
