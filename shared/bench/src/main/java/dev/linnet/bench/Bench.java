package dev.linnet.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What {@code shared/bench/run} starts: measures and prints the tables of the docs. */
public final class Bench {
  private static final Duration TIME = Duration.ofSeconds(5);
  private static final List<String> PARTS = List.of("hits", "front", "misses", "creates", "fills");

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    List<String> parts = List.of(arguments).stream().filter(PARTS::contains).toList();
    Set<String> wanted = Set.copyOf(parts.isEmpty() ? PARTS : parts);
    Duration time =
        arguments.length > parts.size() ? Duration.ofSeconds(Long.parseLong(arguments[0])) : TIME;
    Path home = Path.of(System.getProperty("linnet.home", "")).toAbsolutePath();
    printSetting(time);
    Children.endWithUs();
    ServiceBench service = new ServiceBench(home, time);
    if (wanted.contains("hits")) {
      printRedirects(service.hits());
    }
    if (wanted.contains("front") && !Front.isHere()) {
      System.err.println("  There is no nginx and envsubst here, so nothing goes through Nginx.");
    } else if (wanted.contains("front")) {
      printRedirects(service.front());
    }
    if (wanted.contains("misses")) {
      printRedirects(service.misses());
    }
    if (wanted.contains("creates")) {
      printCreates(new CreateBench(home, time).run());
    }
    if (wanted.contains("fills")) {
      printFills(new FillBench().run(50, 2_000, 100_000, 1_000_000));
    }
  }

  static void printSetting(Duration time) {
    System.out.printf(
        "%d processors, %s, Java %s; medians of %d rounds of %d seconds%n%n",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        Runtime.version().feature(),
        Rounds.COUNT,
        time.toSeconds());
  }

  static void printRedirects(List<Rounds.Row> rows) {
    System.out.printf(
        Locale.ROOT,
        "| request | per second, full speed | processor time each | p50 at %,d/s | p95 | p99 |"
            + " memory |%n|---|---:|---:|---:|---:|---:|---:|%n",
        Rounds.RATE);
    for (Rounds.Row row : rows) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %,.0f | %.1f µs | %.2f ms | %.2f ms | %.2f ms | %.0f MB |%n",
          row.name(),
          row.perSecond(),
          row.processorMicros(),
          row.p50(),
          row.p95(),
          row.p99(),
          row.memory());
    }
    System.out.println();
  }

  private static void printCreates(CreateBench.Row row) {
    System.out.printf(
        Locale.ROOT,
        """
        | %d clients | per second, full speed | processor time each | p50 | p99 | p50 at %,d/s | p99 |
        |---|---:|---:|---:|---:|---:|---:|
        | create | %,.0f | %.0f µs | %.2f ms | %.2f ms | %.2f ms | %.2f ms |
        | bare insert, a command each | %,.0f | | | | | |
        | insert by our link store | %,.0f | | | | | |

        """,
        CreateBench.CLIENTS,
        Rounds.RATE,
        row.perSecond(),
        row.processorMicros(),
        row.p50(),
        row.p99(),
        row.steadyP50(),
        row.steadyP99(),
        row.bare(),
        row.stored());
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
}
