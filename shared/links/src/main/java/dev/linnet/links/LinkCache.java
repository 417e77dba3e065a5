package dev.linnet.links;

import java.util.Optional;

/**
 * A copy of what {@link LinkStore} knows, which may vanish at any time. An entry carries the link's
 * expiry; whoever reads it checks it. Thread-safe; a broken cache throws {@link Unavailable}, which
 * the wrapper in {@code resilience} turns into a miss.
 */
public interface LinkCache {
  Lookup read(ShortKey key);

  /** Keeps a link that was just made, in place of whatever was there. */
  void put(ShortKey key, Destination destination);

  /**
   * Keeps what the store answered, unless there is an entry by now: a link that was made in the
   * meantime is never hidden by an older "unknown".
   */
  void fill(ShortKey key, Optional<Destination> answer);

  void remove(ShortKey key);

  /**
   * What was last known of a key, for when neither the cache nor the store can be asked: a {@link
   * Lookup.Hit}, which may be as old as the cache keeps anything, or {@link Lookup#MISS}. Asks
   * nobody.
   */
  default Lookup lastKnown(ShortKey key) {
    return Lookup.MISS;
  }

  /** What a cache knows of a key. */
  sealed interface Lookup {
    record Hit(Destination destination) implements Lookup {}

    /** The store was asked lately, and knows no such key. */
    record KnownUnknown() implements Lookup {}

    record Miss() implements Lookup {}

    Lookup MISS = new Miss();
    Lookup KNOWN_UNKNOWN = new KnownUnknown();
  }
}
