package dev.linnet.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.InternalTelemetryVersion;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** OpenTelemetry's SDK, set up by hand: finding its parts by itself costs twice the start. */
final class Sdk {
  private static final String SCOPE = "dev.linnet";
  private static final int QUEUE = 4_096; // spans, of about 1 KB
  private static final int BATCH = 512;
  private static final Duration SPAN_DELAY = Duration.ofSeconds(1);

  private final Exporters exporters;
  private final Ids ids = new Ids();
  private final SdkTracerProvider traces;
  private final SdkMeterProvider metrics;
  private final Tracer tracer;
  private final Instruments instruments;

  Sdk(TelemetryConfig config) {
    this.exporters = new Exporters(config);
    Resource resource = resource(config);
    this.metrics =
        QueueDrops.plain(SdkMeterProvider.builder())
            .setResource(resource)
            .registerMetricReader(
                PeriodicMetricReader.builder(exporters.metrics())
                    .setInterval(config.interval())
                    .setExporterTimeout(Exporters.LIMIT)
                    .build())
            .build();
    this.traces =
        SdkTracerProvider.builder()
            .setResource(resource)
            .setIdGenerator(ids)
            .setSampler(new Sampling(config.samplePercent()))
            .addSpanProcessor(
                BatchSpanProcessor.builder(exporters.spans())
                    .setMaxQueueSize(QUEUE)
                    .setMaxExportBatchSize(BATCH)
                    .setScheduleDelay(SPAN_DELAY)
                    .setExporterTimeout(Exporters.LIMIT)
                    .setInternalTelemetryVersion(InternalTelemetryVersion.LATEST)
                    .setMeterProvider(metrics)
                    .build())
            .build();
    QueueDrops.startAtZero(metrics);
    this.tracer = traces.get(SCOPE);
    this.instruments = new Instruments(metrics.get(SCOPE), exporters.losses());
  }

  /** One per environment, so that no two send counters under the same name. */
  private static Resource resource(TelemetryConfig config) {
    Attributes attributes =
        Attributes.builder()
            .put("service.name", config.service())
            .put("service.version", config.version())
            .put("service.namespace", "linnet")
            .put("service.instance.id", UUID.randomUUID().toString())
            .put("deployment.environment.name", config.environment())
            .put("faas.name", config.service())
            .put("faas.version", config.version())
            .put("telemetry.sdk.name", "opentelemetry")
            .put("telemetry.sdk.language", "java")
            .build();
    return Resource.create(attributes);
  }

  Tracer tracer() {
    return tracer;
  }

  Instruments instruments() {
    return instruments;
  }

  Ids ids() {
    return ids;
  }

  Meter meter() {
    return metrics.get(SCOPE);
  }

  void flushSpans(Duration limit) {
    CompletableResultCode _ = traces.forceFlush().join(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  void flushMetrics(Duration limit) {
    CompletableResultCode _ = metrics.forceFlush().join(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  void mute() {
    exporters.losses().mute();
  }

  void close(Duration limit) {
    CompletableResultCode _ =
        CompletableResultCode.ofAll(List.of(traces.shutdown(), metrics.shutdown()))
            .join(limit.toMillis(), TimeUnit.MILLISECONDS);
    exporters.close();
  }
}
