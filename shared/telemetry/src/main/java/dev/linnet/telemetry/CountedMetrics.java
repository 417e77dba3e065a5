package dev.linnet.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the exporter by the first export, because its client costs a start; counts what gets lost.
 */
final class CountedMetrics implements MetricExporter {
  private final Supplier<MetricExporter> maker;
  private final Losses losses;
  private @Nullable MetricExporter exporter; // guarded by this

  CountedMetrics(Supplier<MetricExporter> maker, Losses losses) {
    this.maker = maker;
    this.losses = losses;
  }

  @Override
  public CompletableResultCode export(Collection<MetricData> metrics) {
    if (losses.areMuted()) {
      return CompletableResultCode.ofSuccess();
    }
    CompletableResultCode result = exporter().export(metrics);
    int count = metrics.size();
    return result.whenComplete(
        () -> {
          if (result.isSuccess()) {
            losses.taken();
          } else {
            losses.metricsLost(count);
          }
        });
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  private synchronized MetricExporter exporter() {
    if (exporter == null) {
      exporter = maker.get();
    }
    return exporter;
  }

  @Override
  public synchronized CompletableResultCode shutdown() {
    return exporter == null ? CompletableResultCode.ofSuccess() : exporter.shutdown();
  }

  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType type) {
    return AggregationTemporality.CUMULATIVE; // as Prometheus counts
  }
}
