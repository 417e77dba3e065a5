package dev.linnet.localruntime.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every sentence that docs/operations.md says of Nginx, with servers behind it that misbehave. */
@Tag("compose")
class NginxE2eTest {
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir static Path certificates;

  @TempDir Path sockets;

  private static Certificate certificate;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Upstream first = Upstream.start();
  private final Upstream second = Upstream.start();
  private final Map<String, String> settings = new HashMap<>();

  private Nginx nginx;

  @BeforeAll
  static void makeCertificate() throws Exception {
    certificate = new Certificate(certificates);
  }

  @BeforeEach
  void settings() {
    settings.put("CREATE_SERVERS", first.address() + " " + second.address());
    settings.put("REDIRECT_SERVERS", first.address() + " " + second.address());
    settings.put("MONITOR_SERVERS", first.address());
    settings.put("NGINX_WORKERS", "1");
    settings.put("NGINX_CLIENT_RATE", "1000");
    settings.put("NGINX_CREATE_RATE", "1000");
    settings.put("NGINX_USER_RATE", "1000");
  }

  @AfterEach
  void stop() {
    nginx.close();
    first.close();
    second.close();
    http.close();
  }

  @Test
  void a_client_s_own_word_on_its_address_does_not_count() throws Exception {
    start();

    get("/health", "X-Forwarded-For", "203.0.113.9", "X-Real-IP", "203.0.113.9");

    Upstream.Asked asked = first.asked("/health").getFirst();
    assertThat(asked.header("X-forwarded-for")).isEqualTo("127.0.0.1");
    assertThat(asked.header("X-real-ip")).isEmpty();
    assertThat(asked.header("X-forwarded-proto")).isEqualTo("http");
  }

  @Test
  void a_trusted_proxy_s_word_counts_and_operators_pages_are_for_private_networks_only()
      throws Exception {
    settings.put("NGINX_TRUSTED_PROXIES", "127.0.0.1 10.0.0.0/8");
    start();

    get("/health", "X-Forwarded-For", "192.0.2.1, 203.0.113.9, 10.1.2.3");
    HttpResponse<String> stranger = get("/monitoring/pool/status", "X-Forwarded-For", "8.8.8.8");
    HttpResponse<String> neighbour = get("/monitoring/pool/status", "X-Forwarded-For", "10.9.9.9");

    assertThat(first.asked("/health").getFirst().header("X-forwarded-for"))
        .isEqualTo("203.0.113.9");
    assertProblem(stranger, 403, "forbidden");
    assertThat(neighbour.statusCode()).isEqualTo(200);
    assertThat(get("/tasks", "X-Forwarded-For", "8.8.8.8").statusCode()).isEqualTo(403);
    assertThat(get("/flower/").headers().firstValue("Location")).hasValue("/tasks");
  }

  @Test
  void names_of_requests_and_traces_are_made_or_passed_on_where_they_are_well_formed()
      throws Exception {
    start();

    HttpResponse<String> made = get("/made");
    get("/bad", "X-Request-Id", "not well formed", "traceparent", "00-zz-zz-01");
    HttpResponse<String> passed = get("/passed", "X-Request-Id", "mine-1", "traceparent", TRACE);

    assertThat(one("/made").header("X-request-id"))
        .matches("[0-9a-f]{32}")
        .isEqualTo(header(made, "X-Request-Id"));
    assertThat(one("/made").header("Traceparent"))
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01")
        .isEqualTo(header(made, "traceparent"));
    assertThat(one("/bad").header("X-request-id")).matches("[0-9a-f]{32}");
    assertThat(one("/bad").header("Traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    assertThat(one("/passed").header("X-request-id")).isEqualTo("mine-1");
    assertThat(one("/passed").header("Traceparent")).isEqualTo(TRACE);
    assertThat(header(passed, "X-Request-Id")).isEqualTo("mine-1");
  }

  @Test
  void the_access_log_is_json_without_what_is_nobody_s_business() throws Exception {
    start();

    get("/logged?token=confided", "traceparent", TRACE, "X-Request-Id", "mine-2");

    String line =
        await()
            .atMost(LIMIT)
            .until(
                () -> nginx.log().lines().filter(l -> l.contains("/logged")).findFirst().orElse(""),
                found -> !found.isEmpty());
    JsonNode entry = JsonMapper.shared().readTree(line);
    assertThat(line).doesNotContain("confided");
    assertThat(entry.path("status").intValue()).isEqualTo(200);
    assertThat(entry.path("request_id").stringValue()).isEqualTo("mine-2");
    assertThat(entry.path("trace_id").stringValue()).isEqualTo(TRACE.substring(3, 35));
    assertThat(entry.path("span_id").stringValue()).isEqualTo(TRACE.substring(36, 52));
    assertThat(entry.path("upstream_status").stringValue()).isEqualTo("200");
    assertThat(entry.path("client").stringValue()).isEqualTo("127.0.0.0");
  }

  @Test
  void what_fails_is_told_without_what_it_was() throws Exception {
    start();
    first.answer(0);
    second.answer(0);

    get("/confided-path?token=confided", "User-Agent", "confided", "X-Request-Id", "mine-3");

    String line =
        await()
            .atMost(LIMIT)
            .until(
                () -> nginx.log().lines().filter(l -> l.contains("mine-3")).findFirst().orElse(""),
                found -> !found.isEmpty());
    assertThat(line).contains("\"status\":503", "\"upstream_status\":\"502, 502\"");
    assertThat(nginx.log()).doesNotContain("confided");
  }

  @Test
  void a_client_that_asks_too_much_is_told_so_and_so_is_one_that_creates_too_much()
      throws Exception {
    settings.put("NGINX_CLIENT_RATE", "1");
    settings.put("NGINX_CLIENT_BURST", "10");
    settings.put("NGINX_CREATE_RATE", "1");
    settings.put("NGINX_CREATE_BURST", "2");
    start();

    HttpResponse<String> creates =
        await().until(() -> post("/api/v1/create"), reply -> reply.statusCode() != 200);
    HttpResponse<String> reads =
        await().until(() -> get("/some-key"), reply -> reply.statusCode() != 200);

    assertProblem(creates, 429, "rate_limited");
    assertThat(header(creates, "Retry-After")).isEqualTo("1");
    assertProblem(reads, 429, "rate_limited");
    assertThat(first.asked("/api/v1/create").size() + second.asked("/api/v1/create").size())
        .isLessThan(first.asked("/some-key").size() + second.asked("/some-key").size());
  }

  @Test
  void an_api_user_has_a_limit_of_its_own_wherever_it_comes_from() throws Exception {
    settings.put("NGINX_USER_RATE", "1");
    settings.put("NGINX_USER_BURST", "2");
    start();

    HttpResponse<String> greedy =
        await()
            .until(
                () -> post("/api/v1/create", "X-API-Key", "greedy"),
                reply -> reply.statusCode() != 200);

    assertProblem(greedy, 429, "rate_limited");
    assertThat(post("/api/v1/create", "X-API-Key", "modest").statusCode()).isEqualTo(200);
    assertThat(post("/api/v1/create").statusCode()).isEqualTo(200);
  }

  @Test
  void what_is_safe_to_repeat_is_repeated_on_another_server_and_nothing_else() throws Exception {
    start();
    first.answer(0);

    for (int i = 0; i < 4; i++) {
      assertThat(get("/read").statusCode()).isEqualTo(200);
      assertThat(post("/api/v1/create", "Idempotency-Key", "one").statusCode()).isEqualTo(200);
    }
    assertThat(first.asked("/read")).isNotEmpty();
    second.answer(0);
    int before = asked("/api/v1/create");
    HttpResponse<String> once = post("/api/v1/create");

    assertProblem(once, 503, "unavailable");
    assertThat(header(once, "Retry-After")).isEqualTo("2");
    assertThat(asked("/api/v1/create")).isEqualTo(before + 1);
  }

  @Test
  void a_server_that_has_gone_is_left_out() throws Exception {
    start();
    first.close();

    for (int i = 0; i < 50; i++) {
      assertThat(get("/gone").statusCode()).isEqualTo(200);
      assertThat(post("/api/v1/create").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_server_that_has_a_unix_socket_here_is_asked_by_it() throws Exception {
    settings.put("MONITOR_SERVERS", "127.0.0.1:9"); // nobody is there
    try (SocketUpstream neighbour = SocketUpstream.at(sockets, "127.0.0.1-9.sock")) {
      start();

      assertThat(get("/health").body()).isEqualTo(neighbour.word());
    }
    assertProblem(get("/health"), 503, "unavailable");
  }

  @Test
  void a_redirect_is_kept_as_long_as_it_says_and_no_longer() throws Exception {
    start();
    answer(302, "Location", "https://www.example.com/1", "Cache-Control", "public, max-age=1");
    assertThat(header(get("/short"), "X-Cache")).isEqualTo("MISS");
    answer(410, "Cache-Control", "no-store");

    await().atMost(LIMIT).until(() -> get("/short").statusCode() == 410);

    assertThat(get("/short").statusCode()).isEqualTo(410);
    assertThat(header(get("/short"), "X-Cache")).isNotEqualTo("HIT");
  }

  @Test
  void no_reply_is_kept_where_no_redirect_may_be() throws Exception {
    settings.put("EDGE_CACHE_TTL", "0");
    start();
    answer(302, "Location", "https://www.example.com/2", "Cache-Control", "public, max-age=300");

    assertThat(header(get("/not-kept"), "X-Cache")).isEmpty();
    assertThat(header(get("/not-kept"), "X-Cache")).isEmpty();

    assertThat(asked("/not-kept")).isEqualTo(2);
  }

  @Test
  void a_redirect_that_may_be_kept_is_asked_for_once() throws Exception {
    start();
    answer(302, "Location", "https://www.example.com/2", "Cache-Control", "public, max-age=300");

    get("/kept");
    HttpResponse<String> again = get("/kept");

    assertThat(header(again, "X-Cache")).isEqualTo("HIT");
    assertThat(header(again, "Location")).isEqualTo("https://www.example.com/2");
    assertThat(asked("/kept")).isEqualTo(1);
    answer(302, "Location", "https://www.example.com/3", "Cache-Control", "private, no-cache");
    get("/private");
    assertThat(header(get("/private"), "X-Cache")).isEqualTo("MISS");
  }

  @Test
  void a_stale_redirect_is_given_while_it_is_fetched_anew_and_while_no_server_answers()
      throws Exception {
    start();
    String keep = "public, max-age=1, stale-while-revalidate=60, stale-if-error=60";
    answer(302, "Location", "https://www.example.com/old", "Cache-Control", keep);
    get("/stale");
    answer(302, "Location", "https://www.example.com/new", "Cache-Control", keep);

    HttpResponse<String> stale =
        await().atMost(LIMIT).until(() -> get("/stale"), r -> header(r, "X-Cache").equals("STALE"));
    assertThat(header(stale, "Location")).isEqualTo("https://www.example.com/old");
    await()
        .atMost(LIMIT)
        .until(() -> header(get("/stale"), "Location").equals("https://www.example.com/new"));

    first.close();
    second.close();
    await().atMost(LIMIT).until(() -> header(get("/stale"), "X-Cache").equals("STALE"));
    assertThat(get("/stale").statusCode()).isEqualTo(302);
    assertProblem(get("/never-seen"), 503, "unavailable");
  }

  @Test
  void what_is_too_large_is_refused_as_a_problem() throws Exception {
    start();

    HttpResponse<String> body = post("/api/v1/create", "x".repeat(200_000));
    HttpResponse<String> address = get("/" + "k".repeat(9_000));

    assertProblem(body, 413, "body_too_large");
    assertProblem(address, 414, "uri_too_long");
    assertProblem(get("/some", "X-Much", "x".repeat(9_000)), 400, "bad_request");
    assertThat(asked("/api/v1/create")).isZero();
  }

  @Test
  void a_client_that_never_ends_its_request_is_shown_the_door() throws Exception {
    start();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), nginx.httpPort())) {
      socket.setSoTimeout((int) LIMIT.toMillis());
      socket
          .getOutputStream()
          .write("GET /slow HTTP/1.1\r\nHost: l".getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();

      assertThat(endOf(socket)).as("closed by Nginx").isTrue();
    }
    assertThat(asked("/slow")).isZero();
  }

  @Test
  void every_reply_has_the_headers_that_protect_browsers() throws Exception {
    start();
    answer(200, "X-Frame-Options", "SAMEORIGIN");

    for (HttpResponse<String> reply :
        List.of(get("/some"), get("/health"), post("/api/v1/create", "x".repeat(200_000)))) {
      assertThat(reply.headers().allValues("X-Frame-Options")).containsExactly("DENY");
      assertThat(reply.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
      assertThat(reply.headers().allValues("Strict-Transport-Security")).isEmpty();
      assertThat(header(reply, "Server")).isEqualTo("nginx");
    }
  }

  @Test
  void over_tls_it_speaks_http_2_and_plain_http_leads_there() throws Exception {
    settings.put("NGINX_TLS", "only");
    start();

    HttpResponse<String> plain = get("/some-key?a=b");
    HttpResponse<String> secure;
    try (HttpClient client = certificate.client()) {
      secure =
          client.send(
              HttpRequest.newBuilder(URI.create(nginx.https() + "/some-key")).build(),
              HttpResponse.BodyHandlers.ofString());
    }

    assertThat(plain.statusCode()).isEqualTo(308);
    assertThat(header(plain, "Location"))
        .isEqualTo(nginx.https().replace("localhost", "127.0.0.1") + "/some-key?a=b");
    assertThat(secure.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(secure.statusCode()).isEqualTo(200);
    assertThat(header(secure, "Strict-Transport-Security")).isEqualTo("max-age=31536000");
    assertThat(one("/some-key").header("X-forwarded-proto")).isEqualTo("https");
  }

  private void start() {
    nginx = new Nginx(certificates, sockets, settings);
  }

  private void answer(int status, String... headers) {
    first.answer(status, headers);
    second.answer(status, headers);
  }

  private int asked(String path) {
    return first.asked(path).size() + second.asked(path).size();
  }

  private Upstream.Asked one(String path) {
    return first.asked(path).isEmpty()
        ? second.asked(path).getFirst()
        : first.asked(path).getFirst();
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(nginx.http() + path)), headers);
  }

  private HttpResponse<String> post(String path, String... headers) throws Exception {
    String body = headers.length == 1 ? headers[0] : "{}";
    String[] rest = headers.length == 1 ? new String[0] : headers;
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(nginx.http() + path));
    return send(request.POST(BodyPublishers.ofString(body)), rest);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String... headers)
      throws IOException, InterruptedException {
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(
        request.version(HttpClient.Version.HTTP_1_1).timeout(LIMIT).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Nginx may reset the connection, so that it keeps nothing of it. */
  private static boolean endOf(Socket socket) throws IOException {
    try {
      return socket.getInputStream().readAllBytes().length == 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      return true;
    }
  }

  private static String header(HttpResponse<String> reply, String name) {
    return reply.headers().firstValue(name).orElse("");
  }

  private static void assertProblem(HttpResponse<String> reply, int status, String code) {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
    assertThat(header(reply, "Content-Type")).isEqualTo("application/problem+json");
    JsonNode problem = JsonMapper.shared().readTree(reply.body());
    assertThat(problem.path("code").stringValue()).isEqualTo(code);
    assertThat(problem.path("instance").stringValue()).isEqualTo(header(reply, "X-Request-Id"));
  }
}
