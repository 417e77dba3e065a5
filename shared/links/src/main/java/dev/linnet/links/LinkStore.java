package dev.linnet.links;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The truth about links. Every method may throw {@link Unavailable}; thread-safe. */
public interface LinkStore {
  /**
   * Keeps a link for good: once {@link Insertion#STORED} is returned it survives the crash of any
   * process. Repeating an insert is safe, see {@link Link#creation()}.
   */
  Insertion insert(Link link);

  /** Where a key leads, expired or not; nothing where the key is unknown. */
  Optional<Destination> find(ShortKey key);

  /**
   * Removes links that expired before {@code before}, a limited number at a time, until none is
   * left or {@code budget} is used up.
   *
   * @return how many were removed, and whether that was all
   */
  Removal removeExpired(Instant before, Duration budget);

  enum Insertion {
    STORED,
    /** The same creation had stored it before. */
    STORED_BEFORE,
    /** The key belongs to another link, which stays as it is. */
    KEY_TAKEN
  }

  record Removal(long removed, boolean complete) {}
}
