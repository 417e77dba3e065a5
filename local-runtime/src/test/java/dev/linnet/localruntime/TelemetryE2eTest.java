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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What arrives at a real receiver of OTLP, and what must never arrive anywhere. */
class TelemetryE2eTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir static Path data;
  private static OtlpReceiver receiver;
  private static RunningLinnet linnet;
  private static Client client;
  private static Traces traces;

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
    traces = new Traces(receiver);
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

    ReceivedSpan server = traces.named(trace, "POST /api/v1/create");
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

    ReceivedSpan handler = traces.childOf(server, "create");
    assertThat(handler.attributes()).containsEntry("linnet.outcome", "created");
    traces.assertBackend(handler, "DELETE key_block", "postgresql", "DELETE");
    traces.assertBackend(handler, "insert links", "mongodb", "insert");
    traces.assertBackend(handler, "SET", "redis", "SET");

    ReceivedSpan sent = traces.childOf(handler, "send KeyPoolLow");
    assertThat(sent.kind()).isEqualTo("PRODUCER");
    ReceivedSpan refill = traces.childOf(sent, "process event");
    assertThat(refill.kind()).isEqualTo("CONSUMER");
    assertThat(refill.service()).isEqualTo("linnet-refill");
    assertThat(refill.attributes()).containsEntry("faas.trigger", "pubsub");
    traces.assertBackend(refill, "COPY key_block", "postgresql", "COPY");
  }

  @Test
  void a_redirect_is_one_trace_through_redis_and_mongodb() {
    String key = client.shorten("https://www.example.com/followed");
    String found = "4bf92f3577b34da6a3ce929d0e0e4736";
    String unknown = "4bf92f3577b34da6a3ce929d0e0e4737";

    client.get("/" + key, "traceparent", "00-" + found + "-00f067aa0ba902b7-01");
    client.get("/nobody-has-it", "traceparent", "00-" + unknown + "-00f067aa0ba902b7-01");

    ReceivedSpan server = traces.named(found, "GET /{key}");
    assertThat(server.parent()).isEqualTo("00f067aa0ba902b7");
    ReceivedSpan handler = traces.childOf(server, "redirect");
    assertThat(handler.attributes())
        .containsEntry("linnet.outcome", "found")
        .containsEntry("linnet.cache.layer", "redis")
        .containsEntry("linnet.key", key);
    traces.assertBackend(handler, "GET", "redis", "GET");

    ReceivedSpan miss = traces.childOf(traces.named(unknown, "GET /{key}"), "redirect");
    assertThat(miss.attributes())
        .containsEntry("linnet.outcome", "unknown")
        .containsEntry("linnet.cache.layer", "store")
        .doesNotContainKey("linnet.key");
    traces.assertBackend(miss, "find links", "mongodb", "find");
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
    String key = client.shorten("https://www.example.com/known");
    try (MarkedInputs inputs = new MarkedInputs(linnet.address())) {
      inputs.send(key);
    }
    String last = Traces.idIn(client.get("/" + key));
    traces.named(last, "redirect");
    int exports = receiver.metrics().size();
    await().atMost(LIMIT).until(() -> receiver.metrics().size() > exports + 10);

    assertThat(MarkedInputs.leaksOf(receiver.spans().toString())).isEmpty();
    assertThat(MarkedInputs.leaksOf(receiver.metrics().toString())).isEmpty();
    assertThat(MarkedInputs.leaksOf(linnet.output())).isEmpty();
  }
}
