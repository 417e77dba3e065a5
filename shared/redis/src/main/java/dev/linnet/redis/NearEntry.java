package dev.linnet.redis;

import dev.linnet.links.LinkCache.Lookup;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is in memory for a key: a lookup, or the place that one takes while it is read. Compared by
 * identity, so that a place that was cleared is never filled.
 */
final class NearEntry {
  private final @Nullable Lookup lookup;
  private final @Nullable Session session;
  private final long from; // in milliseconds since 1970; a clock set back makes it useless
  private final long until;

  private NearEntry(@Nullable Lookup lookup, @Nullable Session session, long from, long until) {
    this.lookup = lookup;
    this.session = session;
    this.from = from;
    this.until = until;
  }

  static NearEntry place() {
    return new NearEntry(null, null, 0, 0);
  }

  /**
   * @param session must vouch for the entry for it to be served; null: nobody needs to
   */
  static NearEntry of(Lookup lookup, @Nullable Session session, Instant readAt, Duration life) {
    long from = readAt.toEpochMilli();
    return new NearEntry(lookup, session, from, from + life.toMillis());
  }

  boolean isPlace() {
    return lookup == null;
  }

  /** What may be answered at this moment; null: nothing. */
  @Nullable Lookup at(long now) {
    boolean fresh = from <= now && now < until && (session == null || session.vouchesAt(now));
    return fresh ? lookup : null;
  }
}
