package dev.linnet.telemetry;

import dev.linnet.links.Destination;
import dev.linnet.links.LinkCache;
import dev.linnet.links.ShortKey;
import java.util.Optional;

/** Around the near cache: notes who knew the link. */
final class LayeredCache implements LinkCache {
  private final LinkCache cache;

  LayeredCache(LinkCache cache) {
    this.cache = cache;
  }

  @Override
  public Lookup read(ShortKey key) {
    Layer.note(Layer.NEAR); // and TracedCache notes Redis, where it is asked
    Lookup lookup = cache.read(key);
    if (lookup instanceof Lookup.Miss) {
      Layer.note(Layer.STORE);
    }
    return lookup;
  }

  @Override
  public void put(ShortKey key, Destination destination) {
    cache.put(key, destination);
  }

  @Override
  public void fill(ShortKey key, Optional<Destination> answer) {
    cache.fill(key, answer);
  }

  @Override
  public void remove(ShortKey key) {
    cache.remove(key);
  }
}
