package dev.linnet.links;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps links in memory. */
class HeapLinkStore implements LinkStore {
  private final ConcurrentMap<ShortKey, Link> links = new ConcurrentHashMap<>();
  private final AtomicInteger inserts = new AtomicInteger();
  private final AtomicInteger finds = new AtomicInteger();

  @Override
  public Insertion insert(Link link) {
    inserts.incrementAndGet();
    Link there = links.putIfAbsent(link.key(), link);
    if (there == null) {
      return Insertion.STORED;
    }
    return there.creation().equals(link.creation()) ? Insertion.STORED_BEFORE : Insertion.KEY_TAKEN;
  }

  @Override
  public Optional<Destination> find(ShortKey key) {
    finds.incrementAndGet();
    return link(key).map(Link::destination);
  }

  @Override
  public Removal removeExpired(Instant before, Duration budget) {
    long all = links.size();
    links.values().removeIf(link -> link.destination().expiredAt(before.minusNanos(1)));
    return new Removal(all - links.size(), true);
  }

  Optional<Link> link(ShortKey key) {
    return Optional.ofNullable(links.get(key));
  }

  int size() {
    return links.size();
  }

  int inserts() {
    return inserts.get();
  }

  int finds() {
    return finds.get();
  }
}
