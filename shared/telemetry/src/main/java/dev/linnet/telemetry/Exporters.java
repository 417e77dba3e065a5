package dev.linnet.telemetry;

import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where spans and metrics go. Nothing is connected before the first export; there are no retries,
 * for what is late is worth less than a free queue.
 */
final class Exporters implements AutoCloseable {
  /** For one export, with connecting. */
  static final Duration LIMIT = Duration.ofSeconds(5);

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);

  /** {@link Losses} says it in one line; held, because loggers are forgotten otherwise. */
  private static final Logger SDK_LOG = Logger.getLogger("io.opentelemetry");

  private final Losses losses;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("telemetry").factory());
  private final SpanExporter spans;
  private final MetricExporter metrics;

  Exporters(TelemetryConfig config) {
    SDK_LOG.setLevel(Level.OFF);
    this.losses = new Losses(config.endpoint());
    this.spans = new CountedSpans(() -> spans(config), losses);
    this.metrics =
        config.lambda()
            ? new EmbeddedMetrics(config.service(), System.out, losses)
            : new CountedMetrics(() -> metrics(config), losses);
  }

  private SpanExporter spans(TelemetryConfig config) {
    return OtlpHttpSpanExporter.builder()
        .setEndpoint(config.url("traces"))
        .setCompression("gzip")
        .setTimeout(LIMIT)
        .setConnectTimeout(CONNECT_LIMIT)
        .setRetryPolicy(null)
        .setComponentLoader(Components.OURS)
        .setExecutorService(threads)
        .build();
  }

  private MetricExporter metrics(TelemetryConfig config) {
    return OtlpHttpMetricExporter.builder()
        .setEndpoint(config.url("metrics"))
        .setCompression("gzip")
        .setTimeout(LIMIT)
        .setConnectTimeout(CONNECT_LIMIT)
        .setRetryPolicy(null)
        .setComponentLoader(Components.OURS)
        .setExecutorService(threads)
        .build();
  }

  SpanExporter spans() {
    return spans;
  }

  MetricExporter metrics() {
    return metrics;
  }

  Losses losses() {
    return losses;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
