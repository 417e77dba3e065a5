package dev.linnet.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.io.PrintStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Metrics as log lines that CloudWatch reads: no collector, no call, nothing to wait for. Each
 * combination of names costs money there, so only what the dashboards and alarms need is told.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     The format</a>
 */
final class EmbeddedMetrics implements MetricExporter {
  private static final String NAMESPACE = "Linnet";

  private final JsonFactory json = new JsonFactory();
  private final String service;
  private final PrintStream out;
  private final Losses losses;

  EmbeddedMetrics(String service, PrintStream out, Losses losses) {
    this.service = service;
    this.out = out;
    this.losses = losses;
  }

  @Override
  public CompletableResultCode export(Collection<MetricData> metrics) {
    if (!losses.areMuted()) {
      for (MetricData metric : metrics) {
        if (isTold(metric.getName())) {
          metric.getData().getPoints().forEach(point -> out.println(line(metric, point)));
        }
      }
    }
    return CompletableResultCode.ofSuccess();
  }

  private static boolean isTold(String name) {
    return name.startsWith("linnet.")
        || name.equals("faas.coldstarts")
        || name.equals("http.server.request.duration");
  }

  private String line(MetricData metric, PointData point) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator line = json.createGenerator(ObjectWriteContext.empty(), text)) {
      line.writeStartObject();
      declaration(line, metric, point);
      line.writeStringProperty("service", service);
      point
          .getAttributes()
          .forEach((name, value) -> line.writeStringProperty(name.getKey(), value.toString()));
      line.writeName(metric.getName());
      value(line, point);
      line.writeEndObject();
    }
    return text.toString();
  }

  private static void declaration(JsonGenerator line, MetricData metric, PointData point) {
    line.writeObjectPropertyStart("_aws");
    line.writeNumberProperty("Timestamp", TimeUnit.NANOSECONDS.toMillis(point.getEpochNanos()));
    line.writeArrayPropertyStart("CloudWatchMetrics");
    line.writeStartObject();
    line.writeStringProperty("Namespace", NAMESPACE);
    line.writeArrayPropertyStart("Dimensions");
    line.writeStartArray();
    line.writeString("service");
    point.getAttributes().forEach((name, value) -> line.writeString(name.getKey()));
    line.writeEndArray();
    line.writeEndArray();
    line.writeArrayPropertyStart("Metrics");
    line.writeStartObject();
    line.writeStringProperty("Name", metric.getName());
    line.writeStringProperty("Unit", metric.getUnit().equals("s") ? "Seconds" : "Count");
    line.writeEndObject();
    line.writeEndArray();
    line.writeEndObject();
    line.writeEndArray();
    line.writeEndObject();
  }

  private static void value(JsonGenerator line, PointData point) {
    if (point instanceof LongPointData number) {
      line.writeNumber(number.getValue());
    } else if (point instanceof HistogramPointData histogram) {
      histogram(line, histogram);
    } else {
      line.writeNumber(0);
    }
  }

  /** Each bucket by its middle, so that CloudWatch can tell percentiles. */
  private static void histogram(JsonGenerator line, HistogramPointData histogram) {
    List<Double> values = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    List<Double> bounds = histogram.getBoundaries();
    for (int i = 0; i < histogram.getCounts().size(); i++) {
      if (histogram.getCounts().get(i) > 0) {
        double low = i == 0 ? 0 : bounds.get(i - 1);
        double high = i < bounds.size() ? bounds.get(i) : Math.max(low, histogram.getMax());
        values.add((low + high) / 2);
        counts.add(histogram.getCounts().get(i));
      }
    }
    line.writeStartObject();
    line.writeArrayPropertyStart("Values");
    values.forEach(line::writeNumber);
    line.writeEndArray();
    line.writeArrayPropertyStart("Counts");
    counts.forEach(line::writeNumber);
    line.writeEndArray();
    line.writeNumberProperty("Min", histogram.getMin());
    line.writeNumberProperty("Max", histogram.getMax());
    line.writeNumberProperty("Sum", histogram.getSum());
    line.writeNumberProperty("Count", histogram.getCount());
    line.writeEndObject();
  }

  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType type) {
    return type == InstrumentType.UP_DOWN_COUNTER
            || type == InstrumentType.OBSERVABLE_UP_DOWN_COUNTER
        ? AggregationTemporality.CUMULATIVE
        : AggregationTemporality.DELTA;
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }
}
