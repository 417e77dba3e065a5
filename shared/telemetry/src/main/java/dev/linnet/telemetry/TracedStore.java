package dev.linnet.telemetry;

import dev.linnet.links.Destination;
import dev.linnet.links.Link;
import dev.linnet.links.LinkStore;
import dev.linnet.links.ShortKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Around MongoDB's links. */
final class TracedStore implements LinkStore {
  private static final Operation FIND = Operation.of("mongodb", "find", "links");
  private static final Operation INSERT = Operation.of("mongodb", "insert", "links");
  private static final Operation DELETE = Operation.of("mongodb", "delete", "links");

  private final LinkStore store;
  private final Calls calls;

  TracedStore(LinkStore store, Calls calls) {
    this.store = store;
    this.calls = calls;
  }

  @Override
  public Insertion insert(Link link) {
    return calls.backend(INSERT, () -> store.insert(link));
  }

  @Override
  public Optional<Destination> find(ShortKey key) {
    return calls.backend(FIND, () -> store.find(key));
  }

  @Override
  public Removal removeExpired(Instant before, Duration budget) {
    return calls.backend(DELETE, () -> store.removeExpired(before, budget));
  }
}
