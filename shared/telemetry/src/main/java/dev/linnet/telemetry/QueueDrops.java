package dev.linnet.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.View;
import java.util.Set;

/**
 * The SDK counts the spans that found the queue full, but tells of them only from the first one on;
 * and what a counter has when it appears, nobody sees as an increase. So it is told from zero on.
 */
final class QueueDrops {
  private static final String METER = "io.opentelemetry.sdk.trace";
  private static final String NAME = "otel.sdk.processor.span.processed";
  private static final String UNIT = "{span}";
  private static final String DESCRIPTION =
      "The number of spans for which the processing has finished, either successful or failed.";
  private static final String QUEUE_FULL = "queue_full";

  private QueueDrops() {}

  /** There is one processor, so its name is left out; then the zero below is of the same series. */
  static SdkMeterProviderBuilder plain(SdkMeterProviderBuilder metrics) {
    return metrics.registerView(
        InstrumentSelector.builder().setName(NAME).build(),
        View.builder().setAttributeFilter(Set.of(Attribute.ERROR.getKey())).build());
  }

  static void startAtZero(MeterProvider metrics) {
    metrics
        .get(METER)
        .counterBuilder(NAME)
        .setUnit(UNIT)
        .setDescription(DESCRIPTION)
        .build()
        .add(0, Attributes.of(Attribute.ERROR, QUEUE_FULL));
  }
}
