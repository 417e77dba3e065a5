package dev.linnet.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What {@code shared/bench/run} starts: measures everything and prints the tables of the docs. */
public final class Bench {
  private static final Duration TIME = Duration.ofSeconds(10);

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(System.getProperty("linnet.home", "")).toAbsolutePath();
    Duration time = arguments.length == 0 ? TIME : Duration.ofSeconds(Long.parseLong(arguments[0]));
    List<ServiceBench.Row> service = new ServiceBench(home, time).run();
    List<FillBench.Row> fills = new FillBench().run(50, 2_000, 100_000, 1_000_000);
    System.out.printf(
        Locale.ROOT,
        "%n%d processors, %s, Java %s%n%n",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        Runtime.version().feature());
    printService(service);
    printFills(fills);
  }

  private static void printService(List<ServiceBench.Row> rows) {
    System.out.println(
        "| request | per second, full speed | processor time each | at | p50 | p95 | p99 |");
    System.out.println("|---|---:|---:|---:|---:|---:|---:|");
    for (ServiceBench.Row row : rows) {
      Histogram latencies = row.latencies();
      System.out.printf(
          Locale.ROOT,
          "| %s | %,.0f | %d µs | %,d/s | %.2f ms | %.2f ms | %.2f ms |%n",
          row.name(),
          row.perSecond(),
          row.processorTime().toNanos() / 1000,
          row.rate(),
          millis(latencies, 50),
          millis(latencies, 95),
          millis(latencies, 99));
    }
    System.out.println();
  }

  private static void printFills(List<FillBench.Row> rows) {
    System.out.println("| fill of | time | keys per second |");
    System.out.println("|---:|---:|---:|");
    for (FillBench.Row row : rows) {
      System.out.printf(
          Locale.ROOT,
          "| %,d keys | %.2f ms | %,.0f |%n",
          row.keys(),
          row.time().toNanos() / 1e6,
          row.perSecond());
    }
  }

  private static double millis(Histogram latencies, double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1e6;
  }
}
