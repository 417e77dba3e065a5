package dev.linnet.redis;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to pause before the next attempt. Not thread-safe. */
final class Backoff {
  private static final long FIRST_MILLIS = 25;
  private static final long LAST_MILLIS = 2_000;
  private static final int DOUBLINGS = 10; // more than lead from the first to the last

  private int failures; // in a row

  void failed() {
    failures = Math.min(failures + 1, DOUBLINGS);
  }

  void reset() {
    failures = 0;
  }

  /** Grows with the failures; random, so that not all environments come back at once. */
  Duration pause() {
    long longest = Math.min(FIRST_MILLIS << failures, LAST_MILLIS);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
  }
}
