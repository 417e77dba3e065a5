package dev.linnet.links;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Finds where a short key leads: the cache first, then the store, asked once per key at a time. */
public final class ResolveLink {
  private final LinkCache cache;
  private final LinkStore store;
  private final InstantSource clock;
  private final SingleFlight<ShortKey, Optional<Destination>> asking;

  /**
   * @param patience how long a caller waits for another one's answer about the same key
   */
  public ResolveLink(LinkCache cache, LinkStore store, Duration patience, InstantSource clock) {
    this.cache = cache;
    this.store = store;
    this.clock = clock;
    this.asking = new SingleFlight<>("link store", patience);
  }

  /**
   * @throws Unavailable where the store is not there and the cache knows, and knew, nothing
   */
  public Resolution resolve(ShortKey key) {
    return switch (cache.read(key)) {
      case LinkCache.Lookup.Hit(Destination destination) -> judge(destination);
      case LinkCache.Lookup.KnownUnknown() -> new Resolution.Unknown();
      case LinkCache.Lookup.Miss() ->
          answer(key).<Resolution>map(this::judge).orElseGet(Resolution.Unknown::new);
    };
  }

  /** A store that is away hides no link that was followed a moment ago. */
  private Optional<Destination> answer(ShortKey key) {
    try {
      return asking.get(key, this::ask);
    } catch (Unavailable e) {
      if (cache.lastKnown(key) instanceof LinkCache.Lookup.Hit(Destination destination)) {
        return Optional.of(destination);
      }
      throw e;
    }
  }

  private Optional<Destination> ask(ShortKey key) {
    Optional<Destination> answer = store.find(key);
    cache.fill(key, answer);
    return answer;
  }

  private Resolution judge(Destination destination) {
    return destination.expiredAt(clock.instant())
        ? new Resolution.Expired()
        : new Resolution.Found(destination);
  }
}
