package dev.linnet.redis;

import dev.linnet.links.Destination;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a cache may keep what it was told.
 *
 * @param live the longest time for a link that works
 * @param negative for a link that is expired or unknown
 */
record Lifetimes(Duration live, Duration negative) {
  /**
   * @param destination null: the key is unknown
   */
  Duration of(@Nullable Destination destination, Instant now) {
    if (destination == null || destination.expiredAt(now)) {
      return negative;
    }
    Instant expiresAt = destination.expiresAt();
    return expiresAt == null || expiresAt.isAfter(now.plus(live))
        ? live
        : Duration.between(now, expiresAt);
  }

  Lifetimes atMost(Duration limit) {
    return new Lifetimes(shorter(live, limit), shorter(negative, limit));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
