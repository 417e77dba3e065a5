package dev.linnet.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;

/** Every counter and histogram that wrappers feed; gauges are {@link Gauge}s. */
final class Instruments {
  private static final List<Double> SECONDS =
      List.of(
          0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0,
          2.5, 5.0);

  final DoubleHistogram requests;
  final DoubleHistogram redirects;
  final DoubleHistogram creates;
  final DoubleHistogram backendCalls;
  final DoubleHistogram work;
  final DoubleHistogram eventLag;
  final LongCounter claims;
  final LongCounter keysMade;
  final LongCounter eventsSent;
  final LongCounter coldStarts;

  Instruments(Meter meter, Losses losses) {
    requests =
        seconds(meter, "http.server.request.duration", "Duration of HTTP requests, by route.");
    redirects =
        seconds(
            meter, "linnet.redirect.duration", "Redirects, by outcome and by who knew the link.");
    creates = seconds(meter, "linnet.create.duration", "Creates, by outcome.");
    backendCalls = seconds(meter, "db.client.operation.duration", "Calls of backends.");
    work = seconds(meter, "linnet.work.duration", "Background work, by outcome.");
    eventLag = seconds(meter, "linnet.event.lag", "From an event to the start of its work.");
    claims = counter(meter, "linnet.keys.claims", "{claim}", "Claims of key blocks, by outcome.");
    keysMade = counter(meter, "linnet.keys.made", "{key}", "Keys put into the pool.");
    eventsSent = counter(meter, "linnet.events.sent", "{event}", "Events sent, by outcome.");
    coldStarts = counter(meter, "faas.coldstarts", "{coldstart}", "Environments' first calls.");
    var _ =
        meter
            .counterBuilder("linnet.telemetry.lost")
            .setUnit("{item}")
            .setDescription("Spans and metrics that the collector did not take.")
            .buildWithCallback(
                result -> {
                  result.record(losses.spans(), Attributes.of(Attribute.SIGNAL, "spans"));
                  result.record(losses.metrics(), Attributes.of(Attribute.SIGNAL, "metrics"));
                });
  }

  private static DoubleHistogram seconds(Meter meter, String name, String description) {
    return meter
        .histogramBuilder(name)
        .setUnit("s")
        .setDescription(description)
        .setExplicitBucketBoundariesAdvice(SECONDS)
        .build();
  }

  private static LongCounter counter(Meter meter, String name, String unit, String description) {
    return meter.counterBuilder(name).setUnit(unit).setDescription(description).build();
  }
}
