package dev.linnet.localruntime.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.localruntime.runtime.LocalFunction;
import dev.linnet.localruntime.runtime.TestFunctions;
import dev.linnet.topology.Route;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What each front answers where no function's reply can be passed on. The rows rest on: HTTP API,
 * "Troubleshooting issues with HTTP API Lambda integrations" and its quotas; REST API, "Gateway
 * response types" and its quotas; load balancer, "Troubleshoot your Application Load Balancers" and
 * "Lambda functions as targets", limits.
 */
class FrontKindTest {
  private static final int MEGA = 1024 * 1024;

  @TempDir static Path folder;

  private static TestFunctions tests;
  private static Map<String, LocalFunction> functions;

  @BeforeAll
  static void start() {
    tests = TestFunctions.in(folder);
    functions =
        Map.of(
            "right", tests.start("right", event -> "{\"statusCode\":204}"),
            "throws", tests.start("throws", FrontKindTest::fail),
            "hangs", tests.start("hangs", Duration.ofMillis(50), event -> waitForInterrupt()),
            "garbage", tests.start("garbage", event -> "<html>"),
            "large", tests.start("large", event -> reply(2 * MEGA)),
            "larger", tests.start("larger", event -> reply(7 * MEGA)));
  }

  @AfterAll
  static void stop() {
    tests.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "right   | 204 | 204 | 204",
        "throws  | 500 | 502 | 502",
        "hangs   | 503 | 502 | 502",
        "garbage | 500 | 502 | 502",
        "large   | 200 | 200 | 502",
        "larger  | 500 | 502 | 502",
        "missing | 503 | 503 | 503",
        "nowhere | 404 | 403 | 404"
      })
  void each_front_has_its_own_status(String function, int v2, int v1, int alb) {
    assertThat(status(FrontKind.V2, function)).isEqualTo(v2);
    assertThat(status(FrontKind.V1, function)).isEqualTo(v1);
    assertThat(status(FrontKind.ALB, function)).isEqualTo(alb);
    assertThat(status(FrontKind.ALB_MULTI, function)).isEqualTo(alb);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v2        | {\"message\":\"Internal Server Error\"}",
        "v1        | {\"message\":\"Internal server error\"}",
        "alb       | <center><h1>502 Bad Gateway</h1></center>",
        "alb-multi | <center><h1>502 Bad Gateway</h1></center>"
      })
  void an_error_is_told_in_the_front_s_own_words(String kind, String words) {
    HttpReply reply = answer(FrontKind.named(kind).orElseThrow(), "throws");

    assertThat(new String(reply.body(), StandardCharsets.UTF_8)).contains(words);
  }

  @ParameterizedTest
  @CsvSource({"v2, 10, Entity", "v1, 10, Too Long", "alb, 1, 413", "alb-multi, 1, 413"})
  void the_largest_body_is_aws_s(String kind, int megabytes, String words) {
    Gateway gateway = gateway(FrontKind.named(kind).orElseThrow());

    assertThat(gateway.maxBody()).isEqualTo(megabytes * MEGA);
    assertThat(gateway.tooLarge().status()).isEqualTo(413);
    assertThat(gateway.tooLarge().body()).asString(StandardCharsets.UTF_8).contains(words);
  }

  @ParameterizedTest
  @EnumSource
  void a_kind_is_found_by_its_name(FrontKind kind) {
    assertThat(FrontKind.named(kind.toString())).contains(kind);
  }

  private static int status(FrontKind kind, String function) {
    return answer(kind, function).status();
  }

  private static HttpReply answer(FrontKind kind, String function) {
    return gateway(kind)
        .answer(
            new HttpCall(
                "GET",
                "/" + function,
                "",
                "HTTP/1.1",
                Map.of(),
                "localhost",
                80,
                "127.0.0.1",
                new byte[0]),
            "r-1");
  }

  private static Gateway gateway(FrontKind kind) {
    List<Route> routes =
        List.of("right", "throws", "hangs", "garbage", "large", "larger", "missing").stream()
            .map(name -> new Route(Route.ANY, "/" + name, name))
            .toList();
    return kind.before(routes, functions, InstantSource.system());
  }

  private static String fail(String event) {
    throw new IllegalStateException(event);
  }

  private static String reply(int length) {
    return "{\"statusCode\":200,\"body\":\"%s\"}".formatted("x".repeat(length));
  }

  private static String waitForInterrupt() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.park();
    }
    throw new IllegalStateException("interrupted");
  }
}
