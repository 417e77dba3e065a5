package dev.linnet.links;

import dev.linnet.links.CreateRequest.Idempotency;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@link CreateLink} with everything that it needs, in memory; 256 keys are in the pool. */
final class Creating {
  static final String URL = "https://www.example.com/";
  static final Destination DESTINATION = new Destination(TargetUrl.ofAscii(URL), null);

  final MovableClock clock = new MovableClock("2027-01-01T12:00:00Z");
  final HeapKeyPool pool = HeapKeyPool.of(4, 64);
  final HeapLinkCache cache = new HeapLinkCache();
  final HeapLinkStore store;
  final HeapIdempotencyLog log;
  final CreateLink links;

  private final KeyBijection bijection = new KeyBijection(7, "a secret for tests only");

  Creating() {
    this(new HeapLinkStore(), new HeapIdempotencyLog());
  }

  Creating(HeapLinkStore store, HeapIdempotencyLog log) {
    this.store = store;
    this.log = log;
    KeyWords words = new KeyWords(Set.of("health", "api"));
    ReadyKeys keys = new ReadyKeys(pool, bijection, words, () -> {}, Duration.ofSeconds(10));
    this.links = new CreateLink(new AsciiTargets(), words, keys, store, cache, log, clock);
  }

  static CreateRequest url() {
    return new CreateRequest(URL, null, null, List.of(), null);
  }

  static CreateRequest alias(String alias) {
    return new CreateRequest(URL, null, alias, List.of(), null);
  }

  static CreateRequest repeatable(CreateRequest request, String keyHash, String bodyHash) {
    return new CreateRequest(
        request.longUrl(),
        request.expiresAt(),
        request.alias(),
        request.faults(),
        new Idempotency(keyHash, bodyHash));
  }

  /** The key that is generated from a number; under 25 none of them is left out. */
  ShortKey key(int number) {
    return bijection.key(number);
  }

  /** Somebody chose the keys of the first numbers as aliases. */
  void takeKeys(int many) {
    for (int i = 0; i < many; i++) {
      store.insert(new Link(key(i), DESTINATION, clock.instant(), CreationId.random()));
    }
  }
}
