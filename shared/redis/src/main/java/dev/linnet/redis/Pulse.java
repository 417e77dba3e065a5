package dev.linnet.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** When Redis was last heard of through one connection, and what follows from it. Thread-safe. */
final class Pulse {
  /** A connection that lets a command time out, and answered nothing for so long, is given up. */
  private static final Duration SILENCE_LIMIT = Duration.ofSeconds(2);

  private static final int MAX_UNANSWERED_BEATS = 2;

  /** A server that refuses writes was demoted; after so long its name may lead to another one. */
  private static final Duration READ_ONLY_PATIENCE = Duration.ofSeconds(10);

  private final long openedAt;
  private volatile long heardAt;
  private final AtomicInteger unansweredBeats = new AtomicInteger();
  private volatile boolean retired;

  Pulse(long openedAt) {
    this.openedAt = openedAt;
    this.heardAt = openedAt;
  }

  /** A command that was sent at this moment was answered. */
  void heard(long sentAt) {
    heardAt = sentAt;
    unansweredBeats.set(0);
  }

  void retire() {
    retired = true;
  }

  /** Whether what was read, and not reported as changed, is at most a few seconds old. */
  boolean vouchesAt(long now) {
    return !retired && Math.abs(now - heardAt) < NearCacheConfig.UNTRACKED_TTL.toMillis();
  }

  /** Counts a beat that is about to be sent; false: enough of them were not answered. */
  boolean mayBeat() {
    return unansweredBeats.incrementAndGet() <= MAX_UNANSWERED_BEATS;
  }

  boolean silentAt(long now) {
    return now - heardAt > SILENCE_LIMIT.toMillis();
  }

  boolean outlastsReadOnlyAt(long now) {
    return now - openedAt > READ_ONLY_PATIENCE.toMillis();
  }
}
