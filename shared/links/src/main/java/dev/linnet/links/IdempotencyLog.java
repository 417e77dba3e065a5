package dev.linnet.links;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers for 24 hours which link an Idempotency-Key made. Every method may throw {@link
 * Unavailable}; thread-safe.
 */
public interface IdempotencyLog {
  Duration RETENTION = Duration.ofHours(24);

  /**
   * What an earlier request with this key recorded, unless that was longer ago than {@link
   * #RETENTION}.
   */
  Optional<Entry> find(String keyHash, Instant now);

  /**
   * Records the entry, durably, before its link is made. An entry of the same creation is replaced:
   * its key turned out to be taken.
   *
   * @return nothing where it was recorded; the other entry where an earlier request with the same
   *     key came first
   */
  Optional<Entry> record(Entry entry);

  /** Removes entries older than {@link #RETENTION}, until none is left or the budget is used up. */
  long removeOld(Instant now, Duration budget);

  /**
   * @param keyHash SHA-256 of the Idempotency-Key, in hexadecimal
   * @param bodyHash SHA-256 of the request's body, in hexadecimal
   * @param shortKey the key that the link gets
   */
  record Entry(
      String keyHash, String bodyHash, ShortKey shortKey, CreationId creation, Instant at) {
    public boolean oldAt(Instant now) {
      return !at.plus(RETENTION).isAfter(now);
    }
  }
}
