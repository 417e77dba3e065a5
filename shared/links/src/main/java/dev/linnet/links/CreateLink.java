package dev.linnet.links;

import dev.linnet.links.CreateOutcome.AliasReserved;
import dev.linnet.links.CreateOutcome.AliasTaken;
import dev.linnet.links.CreateOutcome.Created;
import dev.linnet.links.CreateOutcome.IdempotencyKeyReused;
import dev.linnet.links.CreateOutcome.Invalid;
import dev.linnet.links.CreateRequest.Idempotency;
import dev.linnet.links.CreateRules.Verdict.Valid;
import dev.linnet.links.IdempotencyLog.Entry;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Makes a short link: judge, take a key, store durably, tell the cache. Thread-safe. */
public final class CreateLink {
  /** A generated key is taken only where somebody chose it as an alias, so this is plenty. */
  private static final int MAX_KEYS_TRIED = 8;

  private final CreateRules rules;
  private final KeyWords words;
  private final ReadyKeys keys;
  private final LinkStore store;
  private final LinkCache cache;
  private final IdempotencyLog log;
  private final InstantSource clock;

  public CreateLink(
      TargetRules targets,
      KeyWords words,
      ReadyKeys keys,
      LinkStore store,
      LinkCache cache,
      IdempotencyLog log,
      InstantSource clock) {
    this.rules = new CreateRules(targets);
    this.words = words;
    this.keys = keys;
    this.store = store;
    this.cache = cache;
    this.log = log;
    this.clock = clock;
  }

  /**
   * @throws Unavailable where the store or the key pool is not there; nothing was promised then,
   *     and sending the same Idempotency-Key again makes at most one link
   */
  public CreateOutcome create(CreateRequest request) {
    Instant now = clock.instant();
    Idempotency idempotency = request.idempotency();
    Entry earlier = null;
    if (idempotency != null) {
      earlier = log.find(idempotency.keyHash(), now).orElse(null);
      if (earlier != null && isOtherBody(earlier, idempotency)) {
        return new IdempotencyKeyReused();
      }
    }
    return switch (rules.check(request, earlier == null ? now : earlier.at())) {
      case CreateRules.Verdict.Invalid(var faults) -> new Invalid(faults);
      case Valid(Destination destination, ShortKey alias) -> {
        if (alias != null && words.isReserved(alias)) {
          yield new AliasReserved(alias);
        }
        yield make(destination, alias, idempotency, earlier, now);
      }
    };
  }

  private static boolean isOtherBody(Entry earlier, Idempotency idempotency) {
    return !earlier.bodyHash().equals(idempotency.bodyHash());
  }

  /** An earlier try of the same Idempotency-Key goes on with the key that it had recorded. */
  private CreateOutcome make(
      Destination destination,
      @Nullable ShortKey alias,
      @Nullable Idempotency idempotency,
      @Nullable Entry earlier,
      Instant now) {
    Entry entry = earlier != null ? earlier : begin(alias, idempotency, now);
    for (int tried = 0; tried < MAX_KEYS_TRIED; tried++) {
      if (idempotency != null && isOtherBody(entry, idempotency)) {
        return new IdempotencyKeyReused();
      }
      ShortKey key = entry.shortKey();
      if (isStored(new Link(key, destination, entry.at(), entry.creation()))) {
        cache.put(key, destination);
        return new Created(key, destination);
      }
      if (alias != null) {
        return new AliasTaken(alias);
      }
      entry = another(entry, idempotency);
    }
    throw new Unavailable("key pool", null);
  }

  /** What to store under which key; the entry of another request where one came first. */
  private Entry begin(@Nullable ShortKey alias, @Nullable Idempotency idempotency, Instant now) {
    ShortKey key = alias != null ? alias : keys.next();
    if (idempotency == null) {
      return new Entry("", "", key, CreationId.random(), now);
    }
    Entry entry =
        new Entry(idempotency.keyHash(), idempotency.bodyHash(), key, CreationId.random(), now);
    return log.record(entry).orElse(entry);
  }

  /** The generated key had been chosen by somebody as an alias: the same creation, another key. */
  private Entry another(Entry entry, @Nullable Idempotency idempotency) {
    Entry next =
        new Entry(entry.keyHash(), entry.bodyHash(), keys.next(), entry.creation(), entry.at());
    return idempotency == null ? next : log.record(next).orElse(next);
  }

  private boolean isStored(Link link) {
    return switch (store.insert(link)) {
      case STORED, STORED_BEFORE -> true;
      case KEY_TAKEN -> false;
    };
  }
}
