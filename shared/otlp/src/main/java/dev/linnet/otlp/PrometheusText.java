package dev.linnet.otlp;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was received, as Prometheus scrapes it: names and labels as its own OTLP receiver makes
 * them, so that queries can be tried on a Prometheus that was built without that receiver.
 */
final class PrometheusText {
  private static final Map<String, String> UNITS = Map.of("s", "_seconds", "By", "_bytes");
  private static final List<String> PROMOTED =
      List.of(
          "service.name", "service.version", "service.instance.id", "deployment.environment.name");

  private final Map<String, String> lines = new LinkedHashMap<>(); // by series; the last one counts

  private PrometheusText() {}

  static String of(Iterable<ResourceMetrics> exports) {
    PrometheusText text = new PrometheusText();
    exports.forEach(text::add);
    return text.lines.entrySet().stream()
        .map(line -> line.getKey() + " " + line.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private void add(ResourceMetrics export) {
    Map<String, String> sender = new TreeMap<>();
    labels(export.getResource().getAttributesList())
        .forEach(
            (name, value) -> {
              if (PROMOTED.stream().anyMatch(each -> plain(each).equals(name))) {
                sender.put(name, value);
              }
            });
    export.getScopeMetricsList().stream()
        .flatMap(scope -> scope.getMetricsList().stream())
        .forEach(metric -> add(metric, sender));
  }

  private void add(Metric metric, Map<String, String> sender) {
    String name = plain(metric.getName()) + UNITS.getOrDefault(metric.getUnit(), "");
    switch (metric.getDataCase()) {
      case GAUGE -> metric.getGauge().getDataPointsList().forEach(p -> number(name, sender, p));
      case SUM -> {
        String total = metric.getSum().getIsMonotonic() ? name + "_total" : name;
        metric.getSum().getDataPointsList().forEach(point -> number(total, sender, point));
      }
      case HISTOGRAM ->
          metric.getHistogram().getDataPointsList().forEach(p -> histogram(name, sender, p));
      case EXPONENTIAL_HISTOGRAM, SUMMARY, DATA_NOT_SET ->
          throw new IllegalArgumentException("Linnet sends no such metric: " + metric.getName());
    }
  }

  private void number(String name, Map<String, String> sender, NumberDataPoint point) {
    Map<String, String> labels = with(sender, point.getAttributesList());
    put(
        name,
        labels,
        point.hasAsInt() ? Long.toString(point.getAsInt()) : "" + point.getAsDouble());
  }

  private void histogram(String name, Map<String, String> sender, HistogramDataPoint point) {
    Map<String, String> labels = with(sender, point.getAttributesList());
    long sum = 0;
    for (int i = 0; i < point.getBucketCountsCount(); i++) {
      sum += point.getBucketCounts(i);
      boolean last = i == point.getExplicitBoundsCount();
      Map<String, String> bucket = new TreeMap<>(labels);
      bucket.put("le", last ? "+Inf" : Double.toString(point.getExplicitBounds(i)));
      put(name + "_bucket", bucket, Long.toString(sum));
    }
    put(name + "_count", labels, Long.toString(point.getCount()));
    put(name + "_sum", labels, Double.toString(point.getSum()));
  }

  private void put(String name, Map<String, String> labels, String value) {
    String inside =
        labels.entrySet().stream()
            .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
            .collect(Collectors.joining(","));
    lines.put(name + "{" + inside + "}", value);
  }

  private static Map<String, String> with(Map<String, String> sender, List<KeyValue> attributes) {
    Map<String, String> all = new TreeMap<>(sender);
    all.putAll(labels(attributes));
    return all;
  }

  private static Map<String, String> labels(List<KeyValue> attributes) {
    Map<String, String> labels = new TreeMap<>();
    ReceivedSpan.texts(attributes)
        .forEach((name, value) -> labels.put(plain(name), value.replace("\"", "\\\"")));
    return labels;
  }

  private static String plain(String name) {
    return name.replace('.', '_');
  }
}
