package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The stack of docker-compose.yml while its parts are killed, replaced, saved and restored. */
@Tag("compose")
class ComposeE2eTest {
  private static final int HOT_LINKS = 100;

  /** Generous: the machine may be busy with other work. The table tells the real times. */
  private static final Duration HEALING_LIMIT = Duration.ofSeconds(15);

  /** It says a tenth of a second; a busy machine takes longer. */
  private static final Duration STAND_IN_LOSES = Duration.ofMillis(500);

  private static final Map<String, ComposeLoad.Made> made = new ConcurrentHashMap<>();
  private static final Map<String, String> hot = new LinkedHashMap<>();
  private static ComposeStack stack;
  private static boolean standIn;
  private static Client client;

  @BeforeAll
  static void start() {
    stack = ComposeStack.started();
    client = new Client(stack.address());
    standIn = stack.losesLastWrites();
    for (int i = 0; i < HOT_LINKS; i++) {
      String target = "https://www.example.com/hot/" + i;
      hot.put(client.shorten(target), target);
    }
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  @Test
  void an_API_user_who_asks_too_much_is_told_when_to_come_back() {
    HttpResponse<String> reply =
        await()
            .until(
                () ->
                    client.create(
                        "{\"long_url\":\"https://www.example.com\"}", "X-API-Key", "greedy"),
                answer -> answer.statusCode() == 429);

    assertThat(reply.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(reply.body()).contains("\"code\":\"rate_limited\"");
    assertThat(client.shorten("https://www.example.com/other-user")).isNotEmpty();
  }

  @Test
  void nginx_answers_a_redirect_that_it_has_seen_itself() {
    String key = client.shorten("https://www.example.com/cached");
    client.follow(key);

    HttpResponse<String> again =
        await()
            .until(
                () -> client.get("/" + key),
                reply -> reply.headers().firstValue("X-Cache").orElse("").equals("HIT"));
    assertThat(again.headers().firstValue("Location")).hasValue("https://www.example.com/cached");
  }

  @Test
  void nginx_asks_the_functions_by_their_unix_sockets() {
    String log =
        await()
            .until(
                () -> {
                  client.get("/nobody-made-this");
                  return stack.logs("--since", "10s", "nginx");
                },
                lines -> lines.contains("\"upstream\":\"unix:/run/linnet/redirect/"));

    assertThat(log).contains("-8001.sock\"");
  }

  @Test
  void nginx_may_keep_its_access_log_in_a_file() {
    String write = "echo a line >/var/tmp/access.log && cat /var/tmp/access.log";

    assertThat(stack.compose("run", "--rm", "--no-deps", "-T", "nginx", "sh", "-c", write))
        .endsWith("a line\n");
  }

  @Test
  void the_operator_sees_how_busy_pgbouncer_is() {
    String status = client.get("/monitoring/pool/status").body();

    assertThat(status).contains("\"pgbouncer\":{\"answers\":true", "\"limit\":40");
  }

  @Test
  void the_image_is_no_larger_than_250_megabytes() {
    assertThat(stack.imageSize()).isLessThanOrEqualTo(250_000_000);
  }

  @Test
  void a_request_has_the_same_name_in_headers_and_documents() {
    HttpResponse<String> reply = client.get("/nobody-made-this", "X-Request-Id", "mine-1");

    assertThat(reply.headers().firstValue("X-Request-Id")).hasValue("mine-1");
    assertThat(reply.body()).contains("\"instance\":\"mine-1\"");
  }

  @Test
  void what_is_killed_comes_back_and_no_cached_redirect_fails_meanwhile() {
    StringBuilder table = new StringBuilder(ComposeFault.HEADER);
    Map<String, ComposeFault.Outcome> outcomes = new TreeMap<>();
    try (ComposeLoad load = new ComposeLoad(stack.address(), hot, made)) {
      load.waitForCalm(); // processes that have just started are not met with a fault yet
      for (ComposeFault fault : ComposeFault.values()) {
        ComposeFault.Outcome outcome = fault.happen(stack, load);
        table.append(outcome);
        if (!outcome.isWanted(HEALING_LIMIT)) { // a machine may stand still; a fault stays one
          outcome = fault.happen(stack, load);
          table.append(outcome);
        }
        outcomes.put(fault.name(), outcome);
      }
    }
    System.out.println(table);

    assertThat(outcomes.values())
        .allSatisfy(outcome -> assertThat(outcome.isWanted(HEALING_LIMIT)).isTrue());
    leaveOutWhatTheStandInLoses();
    assertThatEveryLinkIsThere();
  }

  @Test
  void a_rolling_update_fails_no_request() {
    ComposeLoad.Seen seen = rollUnderLoad(1);
    if (!seen.failedRedirects.isEmpty()) {
      System.out.println("Redirects failed, once more: " + seen.failedRedirects);
      seen = rollUnderLoad(2); // a machine may stand still; a fault stays one
    }

    assertThat(seen.failedRedirects).isEmpty();
    assertThat(seen.failedCreates).isEmpty();
  }

  private static ComposeLoad.Seen rollUnderLoad(int release) {
    List<String> old = stack.containers("redirect");
    stack.newImage(release);
    try (ComposeLoad load = new ComposeLoad(stack.address(), hot, made)) {
      load.waitForCalm();
      load.next();
      System.out.println(stack.roll("redirect").replaceAll("(?m)^ Container .*\n", ""));
      load.waitForCalm();
      assertThat(stack.containers("redirect")).hasSameSizeAs(old).doesNotContainAnyElementsOf(old);
      return load.seen();
    }
  }

  @Test
  void every_link_is_there_after_all_containers_were_killed_at_once() {
    try (ComposeLoad load = new ComposeLoad(stack.address(), hot, made)) {
      await().until(() -> load.seen().created.get() >= 40);
      ComposeStack.docker("kill", stack.containers());
      leaveOutWhatTheStandInLoses();
    }
    stack.compose("up", "--detach", "--wait", "--wait-timeout", "180");

    assertThatEveryLinkIsThere();
  }

  @Test
  void no_key_is_given_twice_after_a_restore() {
    stack.compose("run", "--rm", "mongo-backup", "one");
    stack.compose("run", "--rm", "postgres-backup", "one");
    Map<String, String> lost = new LinkedHashMap<>();
    for (int i = 0; i < 300; i++) {
      String target = "https://www.example.com/lost/" + i;
      lost.put(client.shorten(target), target);
    }

    stack.compose("stop", "create", "redirect", "worker");
    stack.compose("run", "--rm", "mongo-restore", "one");
    stack.compose("run", "--rm", "postgres-restore", "one");
    stack.compose("restart", "redis");
    stack.compose("up", "--detach", "--wait", "--wait-timeout", "180");

    Map<String, String> after = new LinkedHashMap<>();
    for (int i = 0; i < 600; i++) {
      String target = "https://www.example.com/after/" + i;
      after.put(client.shorten(target), target);
    }
    assertThat(after).hasSize(600).doesNotContainKeys(lost.keySet().toArray(String[]::new));
    assertThat(after).doesNotContainKeys(made.keySet().toArray(String[]::new));
    hot.forEach((key, target) -> assertThat(client.follow(key)).as(key).isEqualTo(target));
    assertThat(client.get("/" + lost.keySet().iterator().next()).statusCode()).isEqualTo(404);
    made.keySet().removeIf(key -> client.get("/" + key).statusCode() == 404);
  }

  /** The real MongoDB answers after its journal is on the disk, so there nothing is left out. */
  private static void leaveOutWhatTheStandInLoses() {
    if (standIn) {
      Instant end = stack.endOf("mongo");
      made.values()
          .removeIf(
              link ->
                  link.answered().isAfter(end.minus(STAND_IN_LOSES))
                      && link.answered().isBefore(end.plus(STAND_IN_LOSES)));
    }
  }

  private static void assertThatEveryLinkIsThere() {
    assertThat(made).isNotEmpty();
    made.forEach((key, link) -> assertThat(client.follow(key)).as(key).isEqualTo(link.target()));
    hot.forEach((key, target) -> assertThat(client.follow(key)).as(key).isEqualTo(target));
  }
}
