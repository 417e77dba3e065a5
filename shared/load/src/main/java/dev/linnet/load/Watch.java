package dev.linnet.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps an eye on the run: latencies and failures by stretch, and the service's memory. */
final class Watch {
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final double BROKEN_P99 = 500; // milliseconds
  private static final double BROKEN_FAILURES = 0.01;

  /** In seconds: until then a service that has just started is still being compiled. */
  private static final double WARM_UP = Profile.WARM_UP.toSeconds();

  private static final String RESIDENT = "VmRSS:";
  private static final double KIBIBYTES = 1024;

  private final Tally tally;
  private final long pid;
  private final List<Double> megabytes = new ArrayList<>(); // one a look
  private final ScheduledExecutorService eye =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private volatile boolean broken;

  /**
   * @param pid of the service, on this machine; 0: unknown
   */
  Watch(Tally tally, long pid) {
    this.tally = tally;
    this.pid = pid;
  }

  Tally tally() {
    return tally;
  }

  void start() {
    tally.start();
    var _ = eye.scheduleAtFixedRate(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Whether a whole stretch after the warm-up was so slow, or failed so often, that more load tells
   * nothing.
   */
  boolean hasBroken() {
    return broken;
  }

  void end(Path results) throws IOException {
    eye.shutdownNow();
    Files.createDirectories(results);
    List<Tally.Line> lines = tally.lines();
    String report = table(lines) + memory();
    Files.writeString(results.resolve("report.md"), report);
    Files.writeString(results.resolve("report.svg"), new Graph(lines, megabytes, LOOK).svg());
    System.out.println(report);
  }

  private void look() {
    if (pid > 0) {
      megabytes.add(residentMegabytes());
    }
    List<Tally.Line> lines = tally.lines();
    if (lines.size() > 1) {
      Tally.Line over = lines.get(lines.size() - 2); // the last one is not over yet
      broken |= over.from() >= WARM_UP && isBroken(over);
    }
  }

  private static boolean isBroken(Tally.Line line) {
    return line.p99() > BROKEN_P99
        || line.failures() > BROKEN_FAILURES * line.perSecond() * line.seconds();
  }

  private double residentMegabytes() {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith(RESIDENT))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KIBIBYTES)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0; // no Linux, or no such process any more
    }
  }

  private static String table(List<Tally.Line> lines) {
    StringBuilder table = new StringBuilder();
    table.append("| from | requests/s | failed | p50 | p99 |\n|---:|---:|---:|---:|---:|\n");
    for (Tally.Line line : lines) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %.0f s | %,.0f | %d | %.1f ms | %.1f ms |%s%n",
              line.from(),
              line.perSecond(),
              line.failures(),
              line.p50(),
              line.p99(),
              isBroken(line) ? " broken" : ""));
    }
    return table.toString();
  }

  private String memory() {
    return megabytes.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "%nMemory of the service: %.0f MB at first, %.0f MB at last, %.0f MB at most.%n",
            megabytes.getFirst(),
            megabytes.getLast(),
            megabytes.stream().mapToDouble(Double::doubleValue).max().orElse(0));
  }
}
