package dev.linnet.links;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Keeps everything, until it is removed. */
class HeapLinkCache implements LinkCache {
  private final ConcurrentMap<ShortKey, Lookup> entries = new ConcurrentHashMap<>();

  @Override
  public Lookup read(ShortKey key) {
    return entries.getOrDefault(key, Lookup.MISS);
  }

  @Override
  public void put(ShortKey key, Destination destination) {
    entries.put(key, new Lookup.Hit(destination));
  }

  @Override
  public void fill(ShortKey key, Optional<Destination> answer) {
    entries.putIfAbsent(key, answer.<Lookup>map(Lookup.Hit::new).orElse(Lookup.KNOWN_UNKNOWN));
  }

  @Override
  public void remove(ShortKey key) {
    entries.remove(key);
  }
}
