package dev.linnet.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.linnet.config.Env;
import dev.linnet.gateway.Filter;
import dev.linnet.gateway.Handler;
import dev.linnet.gateway.HttpFunction;
import dev.linnet.gateway.Request;
import dev.linnet.gateway.Response;
import dev.linnet.links.Unavailable;
import dev.linnet.otlp.OtlpReceiver;
import dev.linnet.otlp.ReceivedSpan;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelemetryTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String NEVER_KEPT = "ffffffffffffffff7fffffffffffffff";
  private static final String PROCESSED = "otel.sdk.processor.span.processed";

  private final OtlpReceiver receiver = OtlpReceiver.start(0);

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void switched_off_nothing_is_wrapped() {
    Telemetry off = Telemetry.of(config("TRACING_ENABLED", "false"));
    Handler handler = request -> Response.noContent();

    assertThat(off.redirects(handler)).isSameAs(handler);
    assertThat(off.creates(handler)).isSameAs(handler);
    assertThat(off.requests(request -> "/")).isSameAs(Filter.NONE);
    assertThat(off.layers(null)).isNull();
    off.close();
  }

  @Test
  void a_trace_that_is_not_kept_leaves_no_span_but_its_failures() {
    String well;
    String failed;
    try (Telemetry telemetry = telemetry("TRACING_SAMPLE_PERCENT", "10")) {
      well = answer(telemetry, request -> Response.noContent(), NEVER_KEPT);
      failed = answer(telemetry, TelemetryTest::fails, NEVER_KEPT);
    }

    List<ReceivedSpan> spans = receiver.spans();
    assertThat(spans)
        .extracting(ReceivedSpan::name)
        .containsExactlyInAnyOrder("redirect", "GET /{key}");
    ReceivedSpan server = named(spans, "GET /{key}");
    assertThat(server.failed()).isTrue();
    assertThat(server.attributes()).containsEntry("error.type", "503");
    assertThat(named(spans, "redirect").parent()).isEqualTo(server.id());
    assertThat(failed).contains("00-" + NEVER_KEPT + "-" + server.id() + "-00");
    assertThat(well).contains("00-" + NEVER_KEPT).doesNotContain(server.id());
  }

  private static Response fails(Request request) {
    throw new Unavailable("link store", null);
  }

  @Test
  void a_client_cannot_have_its_trace_kept() {
    try (Telemetry telemetry = telemetry("TRACING_SAMPLE_PERCENT", "0")) {
      answer(telemetry, request -> Response.noContent(), TRACE);
    }

    assertThat(receiver.spans()).isEmpty();
    assertThat(receiver.metricNames()).contains("http.server.request.duration");
  }

  @Test
  void what_is_told_before_a_snapshot_is_forgotten_and_each_copy_starts_cold() {
    try (Telemetry telemetry = telemetry("TRACING_SAMPLE_PERCENT", "100")) {
      answer(telemetry, request -> Response.noContent(), TRACE);
      telemetry.suspend();
      telemetry.resume();
      answer(telemetry, request -> Response.noContent(), NEVER_KEPT);
    }

    assertThat(receiver.spans()).extracting(ReceivedSpan::trace).containsOnly(NEVER_KEPT);
    assertThat(named(receiver.spans(), "GET /{key}").attributes())
        .containsEntry("faas.coldstart", "true");
  }

  @Test
  void on_lambda_the_spans_of_a_call_are_out_before_its_answer() throws Exception {
    try (Telemetry telemetry =
        telemetry("TRACING_SAMPLE_PERCENT", "100", "AWS_LAMBDA_FUNCTION_NAME", "redirect")) {
      var function = function(telemetry, request -> Response.noContent());

      telemetry.sentAfter(function::answer).answer(event(TRACE));

      assertThat(receiver.spans()).extracting(ReceivedSpan::trace).contains(TRACE);
    }
  }

  @Test
  void a_gauge_that_fails_takes_no_other_metric_with_it() {
    try (Telemetry telemetry = telemetry("METRICS_INTERVAL", "1")) {
      telemetry.watching(
          new Gauge(
              "linnet.broken",
              "1",
              "Fails",
              false,
              () -> {
                throw new Unavailable("key pool", null);
              }));
      answer(telemetry, request -> Response.noContent(), TRACE);

      await().until(() -> receiver.metricNames().contains("http.server.request.duration"));
    }
  }

  @Test
  void a_duration_points_to_a_trace_that_had_it() {
    try (Telemetry telemetry = telemetry("TRACING_SAMPLE_PERCENT", "100")) {
      answer(telemetry, request -> Response.noContent(), TRACE);
    }

    assertThat(receiver.exemplars("http.server.request.duration")).containsOnly(TRACE);
    assertThat(receiver.exemplars("linnet.redirect.duration")).containsOnly(TRACE);
  }

  @Test
  void spans_that_find_the_queue_full_are_counted_and_the_count_is_told_from_zero_on() {
    long calls = 4_000;
    try (Telemetry telemetry =
        telemetry("TRACING_SAMPLE_PERCENT", "100", "METRICS_INTERVAL", "1")) {
      await().until(() -> receiver.metricNames().contains(PROCESSED));
      assertThat(queueFull()).isZero();
      receiver.become(OtlpReceiver.Mood.HANGS);
      for (long i = 0; i < calls; i++) {
        answer(telemetry, request -> Response.noContent(), TRACE);
      }
      receiver.become(OtlpReceiver.Mood.TAKES);

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> 2 * calls == queueFull() + processed() && queueFull() > 0);
    }
  }

  private long queueFull() {
    return receiver.sum(
        "linnet-redirect", PROCESSED, labels -> "queue_full".equals(labels.get("error.type")));
  }

  private long processed() {
    return receiver.sum("linnet-redirect", PROCESSED, labels -> !labels.containsKey("error.type"));
  }

  @Test
  void a_gRPC_port_means_its_neighbour_for_HTTP() {
    assertThat(config("OTLP_ENDPOINT", "http://collector:4317").url("traces"))
        .isEqualTo("http://collector:4318/v1/traces");
    assertThat(config("OTLP_ENDPOINT", "https://[::1]:4317").url("metrics"))
        .isEqualTo("https://[::1]:4318/v1/metrics");
    assertThatThrownBy(() -> config("OTLP_ENDPOINT", "collector:4317"))
        .hasMessageContaining("OTLP_ENDPOINT");
  }

  private Telemetry telemetry(String... settings) {
    return Telemetry.of(config(settings));
  }

  private TelemetryConfig config(String... settings) {
    Map<String, String> all = new HashMap<>();
    all.put("OTLP_ENDPOINT", receiver.address().toString());
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return TelemetryConfig.from(Env.of(all), "redirect");
  }

  private static HttpFunction function(Telemetry telemetry, Handler handler) {
    return new HttpFunction(telemetry.redirects(handler), telemetry.requests(request -> "/{key}"));
  }

  private static String answer(Telemetry telemetry, Handler handler, String trace) {
    return new String(function(telemetry, handler).answer(event(trace)), StandardCharsets.UTF_8);
  }

  private static ByteArrayInputStream event(String trace) {
    String event =
        """
        {"version":"2.0","rawPath":"/abc","rawQueryString":"",
         "headers":{"traceparent":"00-%s-b7ad6b7169203331-01"},
         "requestContext":{"http":{"method":"GET","path":"/abc","sourceIp":"127.0.0.1"},
           "requestId":"r1","stage":"$default"},"isBase64Encoded":false}
        """
            .formatted(trace);
    return new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8));
  }

  private static ReceivedSpan named(List<ReceivedSpan> spans, String name) {
    return spans.stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
  }
}
