package dev.linnet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Measures targets in turn, again and again, so that what else happens on the machine happens to
 * all of them; what counts is the median of the rounds.
 */
final class Rounds {
  static final int COUNT = 5;
  static final int RATE = 1_000;

  private static final int CONNECTIONS = 50;
  private static final int RATE_CONNECTIONS = 16;
  private static final int WARM = 200_000;
  private static final int MAX_WARM_UPS = 10;

  private final Duration time;

  /**
   * @param time how long a measurement takes, of which each round has two
   */
  Rounds(Duration time) {
    this.time = time;
  }

  /** Of one round, and the medians of all: latencies at the fixed rate in milliseconds. */
  record Row(
      String name,
      double perSecond,
      double processorMicros,
      double p50,
      double p95,
      double p99,
      double memory) {
    static Row median(List<Row> rounds) {
      return new Row(
          rounds.getFirst().name(),
          Rounds.median(rounds, Row::perSecond),
          Rounds.median(rounds, Row::processorMicros),
          Rounds.median(rounds, Row::p50),
          Rounds.median(rounds, Row::p95),
          Rounds.median(rounds, Row::p99),
          Rounds.median(rounds, Row::memory));
    }
  }

  static <T> double median(List<T> rounds, ToDoubleFunction<T> value) {
    return rounds.stream().mapToDouble(value).sorted().toArray()[rounds.size() / 2];
  }

  List<Row> of(List<Target> targets) throws IOException {
    List<List<Row>> rows = new ArrayList<>();
    for (Target target : targets) {
      System.err.printf("  %s: warming up ...%n", target.name());
      named(target, this::warmUp);
      rows.add(new ArrayList<>());
    }
    for (int round = 1; round <= COUNT; round++) {
      System.err.printf("  round %d of %d ...%n", round, COUNT);
      for (int i = 0; i < targets.size(); i++) {
        rows.get(i).add(named(targets.get(i), this::round));
      }
    }
    return rows.stream().map(Row::median).toList();
  }

  private interface Step<T> {
    T of(Target target) throws IOException;
  }

  /** What goes wrong says with whom. */
  private static <T> T named(Target target, Step<T> step) throws IOException {
    try {
      return step.of(target);
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw new IOException(target.name() + " at " + target.address() + " was not measured.", e);
    }
  }

  /** Until the compiler has seen enough, however fast the machine is; tells how much that was. */
  private long warmUp(Target target) throws IOException {
    long answered = 0;
    for (int i = 0; i < MAX_WARM_UPS && answered < WARM; i++) {
      Flood.Result some = flood(target).run(time);
      check(some.errors());
      answered += some.answered();
    }
    return answered;
  }

  private static void check(long errors) throws IOException {
    if (errors > 0) {
      throw new IOException(errors + " requests were not answered as expected.");
    }
  }

  private static Flood flood(Target target) {
    return new Flood(target.address(), CONNECTIONS, target.requests(), target.status());
  }

  private Row round(Target target) throws IOException {
    Duration before = target.processorTime();
    Flood.Result full = flood(target).run(time);
    Duration used = target.processorTime().minus(before);
    check(full.errors()); // a service that answers with faults may close connections too
    Load.Result steady =
        new Load(target.address(), RATE_CONNECTIONS, target.requests(), target.status())
            .atRate(RATE, time)
            .checked();
    return new Row(
        target.name(),
        full.perSecond(),
        used.toNanos() / 1e3 / full.answered(),
        steady.millis(50),
        steady.millis(95),
        steady.millis(99),
        target.memory());
  }
}
