package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.linnet.otlp.OtlpReceiver;
import dev.linnet.otlp.ReceivedSpan;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What arrives at a real receiver of OTLP, and what must never arrive anywhere. */
class TelemetryE2eTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String SECRET = "mark-of-a-secret-that-nobody-may-see";

  @TempDir static Path data;
  private static OtlpReceiver receiver;
  private static RunningLinnet linnet;
  private static Client client;

  /** The pool is low from the first claim on, so that a create makes the refill run. */
  @BeforeAll
  static void start() {
    receiver = OtlpReceiver.start(0);
    linnet =
        RunningLinnet.start(
            data,
            "OTLP_ENDPOINT=" + receiver.address(),
            "TRACING_SAMPLE_PERCENT=100",
            "METRICS_INTERVAL=1",
            "KEY_POPULATION_COUNT=200",
            "KEY_LOW_MARK=200");
    client = new Client(linnet.address());
  }

  @AfterAll
  static void stop() throws IOException {
    client.close();
    linnet.close();
    Files.write(Path.of("target", "metrics.txt"), receiver.metricNames());
    receiver.close();
  }

  @Test
  void a_create_is_one_trace_from_the_caller_to_the_refill_that_it_causes() {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    String caller = "b7ad6b7169203331";
    HttpResponse<String> reply =
        client.create(
            "{\"long_url\":\"https://www.example.com/traced\"}",
            "traceparent",
            "00-" + trace + "-" + caller + "-01");

    ReceivedSpan server = span(trace, span -> span.name().equals("POST /api/v1/create"));
    assertThat(reply.headers().firstValue("traceparent"))
        .hasValue("00-" + trace + "-" + server.id() + "-01");
    assertThat(server.parent()).isEqualTo(caller);
    assertThat(server.kind()).isEqualTo("SERVER");
    assertThat(server.service()).isEqualTo("linnet-create");
    assertThat(server.attributes())
        .containsEntry("http.request.method", "POST")
        .containsEntry("http.route", "/api/v1/create")
        .containsEntry("http.response.status_code", "201")
        .containsEntry("faas.trigger", "http");

    ReceivedSpan handler = childOf(server, "create");
    assertThat(handler.attributes()).containsEntry("linnet.outcome", "created");
    assertBackend(childOf(handler, "DELETE key_block"), "postgresql", "DELETE");
    assertBackend(childOf(handler, "insert links"), "mongodb", "insert");
    assertBackend(childOf(handler, "SET"), "redis", "SET");

    ReceivedSpan sent = childOf(handler, "send KeyPoolLow");
    assertThat(sent.kind()).isEqualTo("PRODUCER");
    ReceivedSpan refill = childOf(sent, "process event");
    assertThat(refill.kind()).isEqualTo("CONSUMER");
    assertThat(refill.service()).isEqualTo("linnet-refill");
    assertThat(refill.attributes()).containsEntry("faas.trigger", "pubsub");
    assertBackend(childOf(refill, "COPY key_block"), "postgresql", "COPY");
  }

  @Test
  void a_redirect_is_one_trace_through_redis_and_mongodb() {
    String key = client.shorten("https://www.example.com/followed");
    String found = "4bf92f3577b34da6a3ce929d0e0e4736";
    String unknown = "4bf92f3577b34da6a3ce929d0e0e4737";

    client.get("/" + key, "traceparent", "00-" + found + "-00f067aa0ba902b7-01");
    client.get("/nobody-has-it", "traceparent", "00-" + unknown + "-00f067aa0ba902b7-01");

    ReceivedSpan server = span(found, span -> span.name().equals("GET /{key}"));
    assertThat(server.parent()).isEqualTo("00f067aa0ba902b7");
    ReceivedSpan handler = childOf(server, "redirect");
    assertThat(handler.attributes())
        .containsEntry("linnet.outcome", "found")
        .containsEntry("linnet.cache.layer", "redis")
        .containsEntry("linnet.key", key);
    assertBackend(childOf(handler, "GET"), "redis", "GET");

    ReceivedSpan miss = childOf(span(unknown, s -> s.name().equals("GET /{key}")), "redirect");
    assertThat(miss.attributes())
        .containsEntry("linnet.outcome", "unknown")
        .containsEntry("linnet.cache.layer", "store")
        .doesNotContainKey("linnet.key");
    assertBackend(childOf(miss, "find links"), "mongodb", "find");
  }

  @Test
  void every_function_tells_its_metrics() {
    client.follow(client.shorten("https://www.example.com/measured"));
    client.get("/health");

    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(receiver.metricNames())
                    .contains(
                        "http.server.request.duration",
                        "linnet.redirect.duration",
                        "linnet.create.duration",
                        "linnet.work.duration",
                        "linnet.event.lag",
                        "linnet.events.sent",
                        "linnet.keys",
                        "linnet.keys.low_mark",
                        "linnet.keys.claims",
                        "linnet.keys.made",
                        "linnet.near_cache.reads",
                        "linnet.near_cache.entries",
                        "linnet.breaker.state",
                        "linnet.breaker.refused",
                        "linnet.telemetry.lost",
                        "db.client.operation.duration",
                        "db.client.connection.count",
                        "db.client.connection.max",
                        "db.client.connection.pending_requests",
                        "faas.coldstarts"));
  }

  @Test
  void what_a_client_confides_is_in_no_span_no_metric_and_no_log() {
    String[] confided = {
      "Authorization",
      "Bearer " + SECRET,
      "Cookie",
      "session=" + SECRET,
      "User-Agent",
      SECRET,
      "Referer",
      "https://example.org/?" + SECRET,
      "X-Forwarded-For",
      "203.0.113.77",
      "Idempotency-Key",
      SECRET,
    };
    String target = "https://www.example.com/private?token=" + SECRET + "#" + SECRET;
    HttpResponse<String> made = client.create("{\"long_url\":\"" + target + "\"}", confided);
    client.get("/" + Client.keyOf(made) + "?" + SECRET, confided);
    client.get("/" + SECRET, confided);
    client.get("/" + SECRET + "/" + SECRET, confided);
    client.create("{\"long_url\":\"ftp://u:" + SECRET + "@example.com\"}", confided);
    client.create("{\"" + SECRET, confided);

    String last = "11111111111111111111111111111111";
    client.get("/the-last", "traceparent", "00-" + last + "-00f067aa0ba902b7-01");
    ReceivedSpan _ = span(last, span -> span.kind().equals("SERVER"));
    int exports = receiver.metrics().size();
    await().atMost(LIMIT).until(() -> receiver.metrics().size() > exports + 10);

    assertThat(receiver.spans().toString()).doesNotContain(SECRET, "203.0.113.77");
    assertThat(receiver.metrics().toString()).doesNotContain(SECRET, "203.0.113.77");
    assertThat(linnet.output()).doesNotContain(SECRET, "203.0.113.77");
  }

  private static void assertBackend(ReceivedSpan span, String system, String operation) {
    assertThat(span.kind()).isEqualTo("CLIENT");
    assertThat(span.failed()).isFalse();
    assertThat(span.attributes())
        .containsEntry("db.system.name", system)
        .containsEntry("db.operation.name", operation);
  }

  private static ReceivedSpan childOf(ReceivedSpan parent, String name) {
    return span(
        parent.trace(), span -> span.name().equals(name) && span.parent().equals(parent.id()));
  }

  private static ReceivedSpan span(String trace, Predicate<ReceivedSpan> wanted) {
    return await("of " + trace)
        .atMost(LIMIT)
        .until(
            () ->
                receiver.spans().stream()
                    .filter(span -> span.trace().equals(trace))
                    .filter(wanted)
                    .toList(),
            found -> !found.isEmpty())
        .getFirst();
  }
}
