package dev.linnet.localruntime.runtime;

import java.time.Duration;

/**
 * How an environment's process gets on: frozen while it has no call, as on Lambda; and while it has
 * one, with its share of processor time on the average, by standing still now and then. Its start
 * is not held back. Thread-safe.
 */
final class Pace {
  private final Process process;
  private final double processors;
  private boolean frozen;
  private boolean overdrawn;
  private boolean standing;
  private boolean ended;
  private boolean called;
  private long since;
  private long usedBefore;

  /**
   * A pace for a process that runs.
   *
   * @param processors how many it may use; zero for as many as it can
   */
  Pace(Process process, double processors) {
    this.process = process;
    this.processors = processors;
  }

  /** It waits for a call. */
  synchronized void freeze() {
    frozen = true;
    apply();
  }

  /** It has one. */
  synchronized void thaw() {
    frozen = false;
    overdrawn = false;
    called = true;
    since = System.nanoTime();
    usedBefore = processorTime();
    apply();
  }

  synchronized boolean isFrozen() {
    return frozen && !ended;
  }

  /** From now on it goes on, so that it hears that it is to end. */
  synchronized void end() {
    ended = true;
    apply();
  }

  /**
   * Looks whether it has had more than its share since the call began; to be called often.
   *
   * @param period until the next look; a call may use its share of that in advance
   */
  synchronized void look(Duration period) {
    if (processors > 0 && called && !frozen && !ended) {
      double allowed = (System.nanoTime() - since + period.toNanos()) * processors;
      overdrawn = processorTime() - usedBefore > allowed;
      apply();
    }
  }

  private void apply() {
    boolean stand = (frozen || overdrawn) && !ended;
    if (stand != standing) {
      standing = stand;
      if (stand) {
        Signals.stop(process);
      } else {
        Signals.goOn(process);
      }
    }
  }

  private long processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }
}
