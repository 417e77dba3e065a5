package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the service promises over HTTP; the same in every mode, which subclasses choose. */
@TestInstance(Lifecycle.PER_CLASS)
class ServiceE2eTest {
  private static final String EXAMPLE = "{\"long_url\":\"https://www.example.com\"}";

  private static final String CACHE_CONTROL =
      ComposeStack.isWanted() ? ComposeStack.CACHE_CONTROL : "private, max-age=0";

  private RunningLinnet linnet;
  private Path operatorKey;
  private URI address;
  private Client client;

  /** Options of the command line beside those of every test. */
  List<String> options() {
    return List.of();
  }

  /** Environment variables, each as {@code NAME=value}. */
  String[] settings() {
    return new String[0];
  }

  /** Where functions start with their first call, and that may take its time. */
  void awaitFirstAnswers(URI service) {}

  /** What this Linnet has said so far. */
  String output() {
    return linnet.output();
  }

  @BeforeAll
  void start(@TempDir Path data) {
    if (Elsewhere.isWanted()) {
      address = Elsewhere.address();
    } else {
      List<String> options = new ArrayList<>(List.of("--port", "0", "--data", data.toString()));
      options.addAll(options());
      operatorKey = data.resolve("secrets/operator-key");
      linnet = RunningLinnet.launch(options, settings());
      address = linnet.address();
    }
    awaitFirstAnswers(address);
    client = new Client(address);
  }

  @AfterAll
  void stop() {
    client.close();
    if (linnet != null) {
      linnet.close();
    }
  }

  @Test
  void a_link_is_made_as_the_documentation_says_and_followed() {
    HttpResponse<String> created =
        client.create(
            "{\"long_url\": \"https://www.example.com\", \"expires_at\": \"2037-12-31T23:59:59\"}");

    String key = Client.keyOf(created);
    String shortUrl = address + "/" + key;
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.headers().firstValue("Location")).hasValue(shortUrl);
    assertThat(created.body())
        .contains("\"message\":\"URL created successfully\"")
        .contains("\"short_url\":\"" + shortUrl + "\"")
        .contains("\"long_url\":\"https://www.example.com\"")
        .contains("\"expires_at\":\"2037-12-31T23:59:59Z\"");
    assertThat(key).hasSize(7);

    HttpResponse<String> followed = client.get("/" + key);
    assertThat(followed.statusCode()).isEqualTo(302);
    assertThat(followed.headers().firstValue("Location")).hasValue("https://www.example.com");
    assertThat(followed.headers().firstValue("Cache-Control")).hasValue(CACHE_CONTROL);
    assertThat(followed.headers().firstValue("Referrer-Policy")).isEmpty();
  }

  @Test
  void HEAD_answers_as_GET_without_a_body() {
    String key = client.shorten("https://www.example.com/head");

    HttpResponse<String> head = client.exchange("HEAD", "/" + key, BodyPublishers.noBody());

    assertThat(head.statusCode()).isEqualTo(302);
    assertThat(head.headers().firstValue("Location")).hasValue("https://www.example.com/head");
    assertThat(head.body()).isEmpty();
    assertThat(client.exchange("HEAD", "/health", BodyPublishers.noBody()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void a_plus_shows_the_target_instead_of_following() {
    String key = client.shorten("https://www.example.com/b%C3%BCcher");

    HttpResponse<String> preview = client.get("/" + key + "+");

    assertThat(preview.statusCode()).isEqualTo(200);
    assertThat(preview.body()).contains("\"long_url\":\"https://www.example.com/b%C3%BCcher\"");
  }

  @Test
  void a_target_outside_ASCII_is_kept_as_it_was_sent_and_followed_as_a_header_can_say_it() {
    HttpResponse<String> created =
        client.create("{\"long_url\":\"https://b\u00fccher.de/\u00fc?q=\u20ac\"}");

    assertThat(created.body()).contains("\"long_url\":\"https://b\u00fccher.de/\u00fc?q=\u20ac\"");
    assertThat(client.follow(Client.keyOf(created)))
        .isEqualTo("https://xn--bcher-kva.de/%C3%BC?q=%E2%82%AC");
  }

  @Test
  void an_unknown_key_answers_404_as_a_page_for_browsers_and_a_problem_for_others() {
    HttpResponse<String> problem = client.get("/nobody-made-this");
    HttpResponse<String> page = client.get("/nobody-made-this", "Accept", "text/html,*/*;q=0.8");

    assertThat(problem.statusCode()).isEqualTo(404);
    assertThat(problem.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(problem.body()).contains("\"code\":\"unknown_link\"");
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
  }

  @Test
  void an_expired_link_answers_410_even_from_the_cache() {
    Instant soon = Instant.now().plus(1500, ChronoUnit.MILLIS);
    String key =
        Client.keyOf(
            client.create(
                "{\"long_url\":\"https://www.example.com\",\"expires_at\":\"" + soon + "\"}"));
    assertThat(client.follow(key)).isEqualTo("https://www.example.com");

    await()
        .pollInterval(Duration.ofMillis(50))
        .until(() -> client.get("/" + key).statusCode() == 410);
    assertThat(Instant.now()).isAfterOrEqualTo(soon.truncatedTo(ChronoUnit.MILLIS));
    assertThat(client.get("/" + key + "+").statusCode()).isEqualTo(410);
  }

  @Test
  void an_unknown_key_that_was_asked_for_leads_somewhere_as_soon_as_it_is_made() {
    assertThat(client.get("/made-later").statusCode()).isEqualTo(404);

    client.create("{\"long_url\":\"https://www.example.com/later\",\"alias\":\"made-later\"}");

    await()
        .atMost(Duration.ofSeconds(1))
        .until(() -> client.follow("made-later").equals("https://www.example.com/later"));
  }

  @Test
  void an_alias_is_given_once_and_not_over_our_own_paths() {
    String body = "{\"long_url\":\"https://www.example.com/1\",\"alias\":\"My_Alias-1\"}";
    assertThat(client.create(body).statusCode()).isEqualTo(201);

    HttpResponse<String> again = client.create(body);
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body())
        .contains("\"code\":\"alias_taken\"")
        .contains("\"short_url\":\"" + address + "/My_Alias-1\"");

    for (String reserved : new String[] {"health", "API", "docs", "tasks", "monitoring"}) {
      HttpResponse<String> refused =
          client.create(
              "{\"long_url\":\"https://www.example.com\",\"alias\":\"" + reserved + "\"}");
      assertThat(refused.statusCode()).as(reserved).isEqualTo(409);
      assertThat(refused.body()).contains("\"code\":\"alias_reserved\"");
    }
  }

  @Test
  void the_same_Idempotency_Key_makes_one_link_and_refuses_another_body() {
    HttpResponse<String> first = client.create(EXAMPLE, "Idempotency-Key", "order 17");
    HttpResponse<String> second = client.create(EXAMPLE, "Idempotency-Key", "order 17");
    HttpResponse<String> other =
        client.create("{\"long_url\":\"https://example.org\"}", "Idempotency-Key", "order 17");

    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.body()).contains("\"code\":\"idempotency_key_reused\"");
  }

  @Test
  void every_bad_field_is_named_at_once() {
    HttpResponse<String> refused =
        client.create(
            "{\"long_url\":\"ftp://example.com\",\"expires_at\":\"yesterday\",\"alias\":\"a b\"}");

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("\"field\":\"long_url\",\"code\":\"target_scheme\"")
        .contains("\"field\":\"expires_at\",\"code\":\"expires_at_malformed\"")
        .contains("\"field\":\"alias\",\"code\":\"alias_malformed\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                | target_empty",
        "javascript:alert(1)               | target_scheme",
        "JaVaScRiPt:alert(1)               | target_scheme",
        "data:text/html,x                  | target_scheme",
        "file:///etc/passwd                | target_scheme",
        "ftp://example.com                 | target_scheme",
        "vbscript:x                        | target_scheme",
        "blob:https://example.com/x        | target_scheme",
        "about:blank                       | target_scheme",
        "https://                          | target_no_host",
        "https:///path                     | target_no_host",
        "https://intranet.localhost/       | target_host_not_public",
        "https://printer/                  | target_host_not_public",
        "https://host.local/               | target_host_not_public",
        "https://host.internal/            | target_host_not_public",
        "https://host.nosuchtld/           | target_host_not_public",
        "http://127.0.0.1/                 | target_ip_not_public",
        "http://2130706433/                | target_ip_not_public",
        "http://0177.0.0.1/                | target_ip_not_public",
        "http://0x7f.1/                    | target_ip_not_public",
        "http://10.1.2.3/                  | target_ip_not_public",
        "http://169.254.169.254/           | target_ip_not_public",
        "http://224.0.0.1/                 | target_ip_not_public",
        "http://[::1]/                     | target_ip_not_public",
        "http://[::ffff:10.0.0.1]/         | target_ip_not_public",
        "https://user:pass@example.com/    | target_user_information",
        "https://\u0440\u0430\u0443\u0440\u0430l.com/ | target_look_alike",
        "https://xn--a-\u00fc.com/         | target_punycode_malformed",
        "https://example.com/%zz           | target_percent_encoding_malformed",
        "https://example.com:99999/        | target_port_malformed",
      })
  void a_bad_target_has_its_own_code(String target, String code) {
    HttpResponse<String> refused = client.create("{\"long_url\":\"" + target + "\"}");

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("\"code\":\"" + code + "\"");
  }

  @Test
  void a_target_on_our_own_host_has_its_own_code() {
    assumeTrue(address.getHost().equals("localhost"), "An address has a code of another kind.");

    HttpResponse<String> refused = client.create("{\"long_url\":\"https://localhost/\"}");

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("\"code\":\"target_own_host\"");
  }

  @Test
  void a_target_that_is_too_long_has_its_own_code() {
    String tooLong = "https://www.example.com/" + "x".repeat(2048);

    assertThat(client.create("{\"long_url\":\"" + tooLong + "\"}").body())
        .contains("\"code\":\"target_too_long\"");
  }

  @Test
  void a_body_of_65_KiB_answers_413() {
    String body = "{\"long_url\":\"" + "x".repeat(65 * 1024) + "\"}";

    assertThat(client.create(body).statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json                                        | 400",
        "[1,2,3]                                         | 400",
        "\"text\"                                        | 400",
        "{\"long_url\":\"https://a.de\",\"long_url\":\"https://b.de\"} | 400",
        "{\"long_url\":17}                               | 422",
        "{}                                              | 422",
      })
  void a_body_that_is_not_what_it_should_be_is_refused(String body, int status) {
    assertThat(client.create(body).statusCode()).isEqualTo(status);
  }

  @Test
  void other_methods_and_media_types_are_refused_as_HTTP_says() {
    HttpResponse<String> get = client.get("/api/v1/create");
    HttpResponse<String> post =
        client.exchange(
            "POST", "/health", BodyPublishers.ofString("x"), "Content-Type", "text/plain");
    HttpResponse<String> text =
        client.exchange(
            "POST",
            "/api/v1/create",
            BodyPublishers.ofString(EXAMPLE),
            "Content-Type",
            "text/plain");
    HttpResponse<String> xml = client.create(EXAMPLE, "Accept", "application/xml");

    assertThat(get.statusCode()).isEqualTo(405);
    assertThat(get.headers().firstValue("Allow")).hasValue("POST");
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(post.headers().firstValue("Allow")).hasValue("GET, HEAD");
    assertThat(text.statusCode()).isEqualTo(415);
    assertThat(xml.statusCode()).isEqualTo(406);
  }

  @ParameterizedTest
  @CsvSource({
    "/health",
    "/monitoring/health/detailed",
    "/monitoring/pool/status",
    "/monitoring/mongodb/stats",
    "/monitoring/key/analytics",
    "/openapi.json",
    "/docs",
    "/",
  })
  void what_operators_and_readers_look_at_answers_200(String path) {
    assertThat(client.get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void without_an_operator_s_key_background_work_is_nobody_s_business() {
    assumeFalse(Elsewhere.isWanted(), "There Nginx serves the page of a process of its own.");

    assertThat(client.get("/tasks").statusCode()).isEqualTo(401);
    assertThat(client.get("/monitoring/tasks").statusCode()).isEqualTo(401);
    assertThat(
            client
                .exchange("POST", "/tasks/run?schedule=refill-keys", BodyPublishers.noBody())
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void an_operator_s_key_shows_background_work_as_it_was_promised() throws IOException {
    assumeFalse(Elsewhere.isWanted(), "There Nginx serves the page of a process of its own.");
    String key = Files.readString(operatorKey).strip();

    HttpResponse<String> report = client.get("/monitoring/tasks", "Authorization", "Bearer " + key);

    assertThat(report.statusCode()).isEqualTo(200);
    assertThat(report.body()).contains("\"name\":\"refill-keys\"");
  }

  @Test
  void every_file_that_the_documentation_page_names_is_there() {
    String page = client.get("/docs").body();

    var files = java.util.regex.Pattern.compile("(?:src|href)=\"(/docs/[^\"]+)\"").matcher(page);
    int count = 0;
    while (files.find()) {
      HttpResponse<String> file =
          client.get(files.group(1), "Accept-Encoding", "gzip"); // as browsers
      assertThat(file.statusCode()).as(files.group(1)).isEqualTo(200);
      count++;
    }
    assertThat(count).isPositive();
    assertThat(page).doesNotContain("https://cdn", "unpkg");
  }

  @Test
  void every_reply_carries_a_request_id_and_says_nothing_of_what_runs_behind() {
    HttpResponse<String> response = client.get("/nobody-made-this");

    assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
    assertThat(response.headers().firstValue("Server"))
        .isEqualTo(Elsewhere.isWanted() ? Optional.of("nginx") : Optional.empty());
    assertThat(response.headers().map()).doesNotContainKey("x-powered-by");
  }
}
