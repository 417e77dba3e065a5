package dev.linnet.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the exporter by the first export, because its client costs a start; counts what gets lost.
 */
final class CountedSpans implements SpanExporter {
  private final Supplier<SpanExporter> maker;
  private final Losses losses;
  private @Nullable SpanExporter exporter; // guarded by this

  CountedSpans(Supplier<SpanExporter> maker, Losses losses) {
    this.maker = maker;
    this.losses = losses;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    if (losses.areMuted()) {
      return CompletableResultCode.ofSuccess();
    }
    CompletableResultCode result = exporter().export(spans);
    int count = spans.size();
    return result.whenComplete(
        () -> {
          if (result.isSuccess()) {
            losses.taken();
          } else {
            losses.spansLost(count);
          }
        });
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  private synchronized SpanExporter exporter() {
    if (exporter == null) {
      exporter = maker.get();
    }
    return exporter;
  }

  @Override
  public synchronized CompletableResultCode shutdown() {
    return exporter == null ? CompletableResultCode.ofSuccess() : exporter.shutdown();
  }
}
