package dev.linnet.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What was answered, by the stretch of time in which it was asked. Thread-safe. */
final class Tally {
  private static final long HIGHEST = Duration.ofMinutes(2).toNanos();

  private volatile long start = System.nanoTime();
  private final long length;
  private final List<Histogram> stretches = new ArrayList<>();
  private final List<Long> failures = new ArrayList<>();

  Tally(Duration stretch) {
    this.length = stretch.toNanos();
  }

  /** From now on it counts. */
  void start() {
    start = System.nanoTime();
  }

  synchronized void add(long askedAt, boolean failed) {
    int index = Math.max(0, (int) ((askedAt - start) / length));
    while (stretches.size() <= index) {
      stretches.add(new Histogram(HIGHEST, 2));
      failures.add(0L);
    }
    stretches.get(index).recordValue(Math.min(HIGHEST, System.nanoTime() - askedAt));
    if (failed) {
      failures.set(index, failures.get(index) + 1);
    }
  }

  /**
   * One stretch.
   *
   * @param from in seconds since the start
   * @param perSecond requests that were answered or failed
   * @param p50 in milliseconds, as is {@code p99}
   */
  record Line(
      double from, double seconds, double perSecond, long failures, double p50, double p99) {}

  synchronized List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    double seconds = length / 1e9;
    for (int i = 0; i < stretches.size(); i++) {
      Histogram stretch = stretches.get(i);
      lines.add(
          new Line(
              i * seconds,
              seconds,
              stretch.getTotalCount() / seconds,
              failures.get(i),
              stretch.getValueAtPercentile(50) / 1e6,
              stretch.getValueAtPercentile(99) / 1e6));
    }
    return lines;
  }
}
