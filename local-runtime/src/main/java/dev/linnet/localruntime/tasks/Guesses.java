package dev.linnet.localruntime.tasks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Bounds how often somebody may try a wrong key: ten times a minute, all people together. */
final class Guesses {
  static final int MAX = 10;
  static final Duration WINDOW = Duration.ofMinutes(1);

  private final InstantSource clock;
  private Instant since = Instant.EPOCH; // guarded by this
  private int wrong; // guarded by this

  Guesses(InstantSource clock) {
    this.clock = clock;
  }

  synchronized boolean areTooMany() {
    return wrong >= MAX && clock.instant().isBefore(since.plus(WINDOW));
  }

  synchronized void wrong() {
    Instant now = clock.instant();
    if (!now.isBefore(since.plus(WINDOW))) {
      since = now;
      wrong = 0;
    }
    wrong++;
  }
}
