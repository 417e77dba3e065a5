package dev.linnet.localruntime.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.linnet.localruntime.json.Json;
import dev.linnet.localruntime.operator.OperatorListener;
import dev.linnet.localruntime.operator.Readiness;
import dev.linnet.localruntime.work.Regular;
import dev.linnet.localruntime.work.Retries;
import dev.linnet.localruntime.work.Target.Outcome;
import dev.linnet.localruntime.work.WorkBench;
import dev.linnet.localruntime.work.WorkDatabase;
import dev.linnet.localruntime.work.WorkView;
import dev.linnet.localruntime.work.Worker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TasksHandlerTest {
  private static final String KEY = "a key of an operator";
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private WorkBench bench;
  private WorkDatabase database;
  private Worker worker;
  private OperatorListener open;
  private OperatorListener locked;

  @BeforeEach
  void start() {
    bench = new WorkBench(folder);
    Retries retries = new Retries(0, Duration.ofMillis(100), Duration.ofHours(1));
    database = WorkDatabase.open(bench.settings(retries).database());
    Regular daily =
        new Regular(
            "daily",
            "refill",
            "rate(1 day)",
            Duration.ZERO,
            (after, anchor) -> Optional.of(after.plus(Duration.ofDays(1))),
            time -> "{}");
    worker =
        bench.worker(database, retries, event -> new Outcome.Failed("<b>Broken"), List.of(daily));
    worker.start();
    open = listener(new Door.Open());
    locked = listener(new Door.Locked(new OperatorKey(KEY, CLOCK), CLOCK, false));
  }

  @AfterEach
  void stop() {
    open.close();
    locked.close();
    worker.close();
    database.close();
    bench.close();
    client.close();
  }

  @Test
  void an_operator_runs_sees_and_redrives_work() {
    assertThat(post(open, "/tasks/run?schedule=daily", "X-Linnet-Tasks", "1").statusCode())
        .isEqualTo(204);

    await().atMost(LONG).until(() -> report().contains("\"state\":\"dead\""));
    assertThat(report()).contains("<b>Broken", "\"expression\":\"rate(1 day)\"", "\"dead\":1");
    List<?> letters = (List<?>) Json.object(report()).get("dead_letters");
    String id = String.valueOf(((Map<?, ?>) letters.getFirst()).get("id"));
    String redrive = "/tasks/redrive?id=" + id.replace("#", "%23");
    await()
        .atMost(LONG)
        .until(() -> post(open, redrive, "X-Linnet-Tasks", "1").statusCode() == 204);
    await().atMost(LONG).until(() -> report().contains("\"tries\":2"));
  }

  @Test
  void a_schedule_is_paused_and_resumed() {
    post(open, "/tasks/pause?schedule=daily", "X-Linnet-Tasks", "1");
    assertThat(report()).contains("\"paused\":true");
    post(open, "/tasks/resume?schedule=daily", "X-Linnet-Tasks", "1");
    assertThat(report()).contains("\"paused\":false");
    assertThat(post(open, "/tasks/pause?schedule=x", "X-Linnet-Tasks", "1").statusCode())
        .isEqualTo(404);
  }

  @Test
  void a_page_of_another_site_changes_nothing() {
    assertThat(post(open, "/tasks/run?schedule=daily", "Accept", "*/*").statusCode())
        .isEqualTo(403);
    assertThat(
            post(
                    open,
                    "/tasks/run?schedule=daily",
                    "X-Linnet-Tasks",
                    "1",
                    "Origin",
                    "http://evil.example")
                .statusCode())
        .isEqualTo(403);
    assertThat(
            post(
                    open,
                    "/tasks/run?schedule=daily",
                    "X-Linnet-Tasks",
                    "1",
                    "Sec-Fetch-Site",
                    "cross-site")
                .statusCode())
        .isEqualTo(403);
    assertThat(report()).contains("\"recent\":[]");
  }

  @Test
  void without_the_key_there_is_a_login_and_nothing_else() {
    assertThat(get(locked, "/tasks").statusCode()).isEqualTo(401);
    assertThat(get(locked, "/tasks").body()).contains("Operator's key").doesNotContain("tasks.js");
    assertThat(get(locked, "/monitoring/tasks").statusCode()).isEqualTo(401);
    assertThat(post(locked, "/tasks/run?schedule=daily", "X-Linnet-Tasks", "1").statusCode())
        .isEqualTo(401);
    assertThat(get(locked, "/monitoring/tasks", "Authorization", "Bearer wrong").statusCode())
        .isEqualTo(401);
    assertThat(get(locked, "/monitoring/tasks", "Cookie", "linnet_operator=1.x").statusCode())
        .isEqualTo(401);
  }

  @Test
  void the_key_opens_by_a_cookie_that_scripts_and_other_sites_do_not_get() {
    HttpResponse<String> login = login(KEY);

    assertThat(login.statusCode()).isEqualTo(303);
    String cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/").doesNotContain(KEY);
    String session = cookie.replaceFirst(";.*", "");
    assertThat(get(locked, "/tasks", "Cookie", session).body()).contains("tasks.js");
    assertThat(get(locked, "/monitoring/tasks", "Cookie", session).statusCode()).isEqualTo(200);
    assertThat(get(locked, "/monitoring/tasks", "Cookie", session + "x").statusCode())
        .isEqualTo(401);
    assertThat(get(locked, "/monitoring/tasks", "Authorization", "Bearer " + KEY).statusCode())
        .isEqualTo(200);
  }

  @Test
  void a_session_ends_and_belongs_to_its_key() {
    OperatorKey key = new OperatorKey(KEY, CLOCK);
    String session = key.newSession();

    assertThat(key.isSession(session)).isTrue();
    assertThat(new OperatorKey(KEY + "x", CLOCK).isSession(session)).isFalse();
    InstantSource later = InstantSource.offset(CLOCK, OperatorKey.SESSION);
    assertThat(new OperatorKey(KEY, later).isSession(session)).isFalse();
  }

  @Test
  void ten_wrong_keys_close_the_door_for_a_while() {
    for (int i = 0; i < Guesses.MAX; i++) {
      assertThat(login("wrong key " + i).statusCode()).isEqualTo(401);
    }

    HttpResponse<String> next = login(KEY);
    assertThat(next.statusCode()).isEqualTo(429);
    assertThat(next.headers().firstValue("Retry-After")).contains("60");
  }

  @Test
  void what_the_page_is_made_of_is_there_and_nothing_else_may_run_in_it() {
    for (String file :
        List.of("/tasks", "/tasks/tasks.css", "/tasks/tasks.js", "/tasks/charts.js")) {
      HttpResponse<String> reply = get(open, file);
      assertThat(reply.statusCode()).as(file).isEqualTo(200);
      assertThat(reply.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'");
      assertThat(reply.body()).doesNotContain("https://");
    }
    assertThat(get(open, "/tasks/other").statusCode()).isEqualTo(404);
  }

  private String report() {
    return get(open, "/monitoring/tasks").body();
  }

  private HttpResponse<String> login(String key) {
    return send(
        locked,
        "/tasks/login",
        HttpRequest.newBuilder().POST(BodyPublishers.ofString("key=" + key.replace(' ', '+'))));
  }

  private HttpResponse<String> post(OperatorListener to, String path, String... headers) {
    return send(to, path, HttpRequest.newBuilder().POST(BodyPublishers.noBody()).headers(headers));
  }

  private HttpResponse<String> get(OperatorListener from, String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder();
    return send(from, path, headers.length == 0 ? request : request.headers(headers));
  }

  private HttpResponse<String> send(OperatorListener to, String path, HttpRequest.Builder request) {
    try {
      URI uri = URI.create("http://127.0.0.1:" + to.port() + path);
      return client.send(request.uri(uri).timeout(LONG).build(), BodyHandlers.ofString());
    } catch (Exception e) {
      throw new AssertionError(path, e);
    }
  }

  private OperatorListener listener(Door door) {
    OperatorListener listener = OperatorListener.start("127.0.0.1", 0, new Readiness());
    TasksReport report =
        new TasksReport(
            new WorkView(database, CLOCK),
            () -> List.of(new Environments.Use("refill", "in-process", 1, 0, 0, 1 << 20, 1 << 29)),
            CLOCK);
    Controls controls =
        new Controls() {
          @Override
          public boolean runNow(String schedule) {
            return !worker.runNow(schedule).isEmpty();
          }

          @Override
          public boolean pause(String schedule, boolean paused) {
            return worker.pause(schedule, paused);
          }

          @Override
          public boolean redrive(String id) {
            return worker.redrive(id);
          }
        };
    listener.mount("/", new TasksHandler(report, controls, door));
    return listener;
  }
}
