package dev.linnet.resilience;

import dev.linnet.links.Destination;
import dev.linnet.links.Link;
import dev.linnet.links.LinkStore;
import dev.linnet.links.ShortKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Repeats reads, and inserts too: the same creation is the same link. */
public final class ResilientLinkStore implements LinkStore {
  private final LinkStore store;
  private final Guard guard;

  public ResilientLinkStore(LinkStore store, Guard guard) {
    this.store = store;
    this.guard = guard;
  }

  @Override
  public Insertion insert(Link link) {
    return guard.repeatable(() -> store.insert(link));
  }

  @Override
  public Optional<Destination> find(ShortKey key) {
    return guard.repeatable(() -> store.find(key));
  }

  @Override
  public Removal removeExpired(Instant before, Duration budget) {
    return guard.once(() -> store.removeExpired(before, budget));
  }
}
