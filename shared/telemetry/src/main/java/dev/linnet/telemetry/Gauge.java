package dev.linnet.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A value that is looked at before each export.
 *
 * @param name in OpenTelemetry's notation: {@code linnet.keys.free}
 * @param unit as UCUM has it: <code>{key}</code>, {@code By}
 * @param counts whether it counts since the start; else it goes up and down
 * @param readings must not wait long, and may throw: then nothing is told
 */
public record Gauge(
    String name,
    String unit,
    String description,
    boolean counts,
    Supplier<List<Reading>> readings) {

  /** One value, and what tells it from the others of its name. */
  public record Reading(Map<String, String> labels, long value) {
    public Reading {
      labels = Map.copyOf(labels);
    }

    static Reading of(long value) {
      return new Reading(Map.of(), value);
    }

    private Attributes attributes() {
      AttributesBuilder attributes = Attributes.builder();
      labels.forEach(attributes::put);
      return attributes.build();
    }
  }

  void register(Meter meter) {
    if (counts) {
      AutoCloseable _ =
          meter
              .counterBuilder(name)
              .setUnit(unit)
              .setDescription(description)
              .buildWithCallback(this::read);
    } else {
      AutoCloseable _ =
          meter
              .gaugeBuilder(name)
              .ofLongs()
              .setUnit(unit)
              .setDescription(description)
              .buildWithCallback(this::read);
    }
  }

  private void read(ObservableLongMeasurement result) {
    for (Reading reading : readings.get()) {
      result.record(reading.value(), reading.attributes());
    }
  }
}
