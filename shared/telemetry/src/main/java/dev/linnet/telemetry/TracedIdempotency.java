package dev.linnet.telemetry;

import dev.linnet.links.IdempotencyLog;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Around MongoDB's Idempotency-Keys. */
final class TracedIdempotency implements IdempotencyLog {
  private static final String COLLECTION = "idempotency";
  private static final Operation FIND = Operation.of("mongodb", "find", COLLECTION);
  private static final Operation UPSERT = Operation.of("mongodb", "findAndModify", COLLECTION);
  private static final Operation DELETE = Operation.of("mongodb", "delete", COLLECTION);

  private final IdempotencyLog log;
  private final Calls calls;

  TracedIdempotency(IdempotencyLog log, Calls calls) {
    this.log = log;
    this.calls = calls;
  }

  @Override
  public Optional<Entry> find(String keyHash, Instant now) {
    return calls.backend(FIND, () -> log.find(keyHash, now));
  }

  @Override
  public Optional<Entry> record(Entry entry) {
    return calls.backend(UPSERT, () -> log.record(entry));
  }

  @Override
  public long removeOld(Instant now, Duration budget) {
    return calls.backend(DELETE, () -> log.removeOld(now, budget));
  }
}
