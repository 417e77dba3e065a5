package dev.linnet.links;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Keeps everything, until it is removed. */
class HeapLinkCache implements LinkCache {
  private final ConcurrentMap<ShortKey, Lookup> entries = new ConcurrentHashMap<>();

  private final ConcurrentMap<ShortKey, Lookup> known = new ConcurrentHashMap<>();

  @Override
  public Lookup read(ShortKey key) {
    return entries.getOrDefault(key, Lookup.MISS);
  }

  @Override
  public Lookup lastKnown(ShortKey key) {
    return known.getOrDefault(key, Lookup.MISS);
  }

  /** Reads miss from now on what is there, as when the cache cannot be asked. */
  void loseSight() {
    known.putAll(entries);
    entries.clear();
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
