package dev.linnet.redirect;

import dev.linnet.links.Destination;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What a shared cache in front of the functions, such as Nginx, may keep of a redirect. Browsers
 * keep nothing, so that an expiry holds there too.
 *
 * @param ttl how long; zero: nothing is kept
 */
record EdgeCache(Duration ttl, InstantSource clock) {
  private static final String NOT_KEPT = "private, max-age=0";

  /** How long a redirect may still be told while no function answers. */
  private static final long STALE_IF_ERROR = 60;

  /** Caches count whole seconds, and may be one of them late. */
  private static final long LATE = 1;

  /** The value of Cache-Control; fresh and stale together end before the link does. */
  String controlOf(Destination destination) {
    long left = secondsLeft(destination.expiresAt());
    long fresh = Math.min(ttl.toSeconds(), left);
    if (fresh < 1) {
      return NOT_KEPT;
    }
    return "public, max-age=0, s-maxage=%d, stale-while-revalidate=%d, stale-if-error=%d"
        .formatted(fresh, Math.min(fresh, left - fresh), Math.min(STALE_IF_ERROR, left - fresh));
  }

  private long secondsLeft(@Nullable Instant expiresAt) {
    return expiresAt == null
        ? Long.MAX_VALUE
        : Duration.between(clock.instant(), expiresAt).toSeconds() - LATE;
  }
}
