package dev.linnet.resilience;

import dev.linnet.links.IdempotencyLog;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Repeats everything but the removal; an entry that is recorded again replaces itself. */
public final class ResilientIdempotencyLog implements IdempotencyLog {
  private final IdempotencyLog log;
  private final Guard guard;

  public ResilientIdempotencyLog(IdempotencyLog log, Guard guard) {
    this.log = log;
    this.guard = guard;
  }

  @Override
  public Optional<Entry> find(String keyHash, Instant now) {
    return guard.repeatable(() -> log.find(keyHash, now));
  }

  @Override
  public Optional<Entry> record(Entry entry) {
    return guard.repeatable(() -> log.record(entry));
  }

  @Override
  public long removeOld(Instant now, Duration budget) {
    return guard.once(() -> log.removeOld(now, budget));
  }
}
