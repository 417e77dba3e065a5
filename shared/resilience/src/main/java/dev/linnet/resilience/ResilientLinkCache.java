package dev.linnet.resilience;

import dev.linnet.links.Destination;
import dev.linnet.links.LinkCache;
import dev.linnet.links.ShortKey;
import java.util.Optional;

/**
 * A cache that may vanish: what cannot be read is a miss, what cannot be written is not written.
 *
 * <p>A new link whose {@link #put} is lost stays hidden behind an older "unknown" of its key until
 * that ends, which takes seconds and needs somebody who asked for the key before it was made.
 */
public final class ResilientLinkCache implements LinkCache {
  private final LinkCache cache;
  private final Guard guard;

  public ResilientLinkCache(LinkCache cache, Guard guard) {
    this.cache = cache;
    this.guard = guard;
  }

  @Override
  public Lookup read(ShortKey key) {
    return guard.orElse(Lookup.MISS, () -> cache.read(key));
  }

  @Override
  public void put(ShortKey key, Destination destination) {
    attempt(() -> cache.put(key, destination));
  }

  @Override
  public void fill(ShortKey key, Optional<Destination> answer) {
    attempt(() -> cache.fill(key, answer));
  }

  @Override
  public void remove(ShortKey key) {
    attempt(() -> cache.remove(key));
  }

  @Override
  public Lookup lastKnown(ShortKey key) {
    return cache.lastKnown(key);
  }

  /** The breaker counts what fails, and the store knows everything. */
  private void attempt(Runnable write) {
    boolean _ =
        guard.orElse(
            false,
            () -> {
              write.run();
              return true;
            });
  }
}
