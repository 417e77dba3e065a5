package dev.linnet.otlp;

import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads counts out of exports: each tells the sum since its sender's start. */
final class Counters {
  private Counters() {}

  static long sum(
      List<ResourceMetrics> exports,
      String service,
      String metric,
      Predicate<Map<String, String>> wanted) {
    Map<String, Long> last = new HashMap<>(); // by sender
    for (ResourceMetrics export : exports) {
      Map<String, String> sender = ReceivedSpan.texts(export.getResource().getAttributesList());
      List<Metric> told = named(export, metric);
      if (service.equals(sender.get("service.name")) && !told.isEmpty()) {
        last.put(sender.getOrDefault("service.instance.id", ""), sum(told, wanted));
      }
    }
    return last.values().stream().mapToLong(Long::longValue).sum();
  }

  private static List<Metric> named(ResourceMetrics export, String name) {
    return export.getScopeMetricsList().stream()
        .flatMap(scope -> scope.getMetricsList().stream())
        .filter(each -> each.getName().equals(name))
        .toList();
  }

  private static long sum(List<Metric> told, Predicate<Map<String, String>> wanted) {
    long counted =
        told.stream()
            .flatMap(each -> each.getSum().getDataPointsList().stream())
            .filter(point -> wanted.test(ReceivedSpan.texts(point.getAttributesList())))
            .mapToLong(NumberDataPoint::getAsInt)
            .sum();
    long timed =
        told.stream()
            .flatMap(each -> each.getHistogram().getDataPointsList().stream())
            .filter(point -> wanted.test(ReceivedSpan.texts(point.getAttributesList())))
            .mapToLong(HistogramDataPoint::getCount)
            .sum();
    return counted + timed;
  }
}
