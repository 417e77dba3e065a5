package dev.linnet.links;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Removes links that expired long ago, and Idempotency-Keys that nobody may repeat any more. */
public final class CleanupLinks {
  private final LinkStore store;
  private final IdempotencyLog log;
  private final Duration retention;
  private final InstantSource clock;

  /**
   * @param retention how long an expired link still answers 410
   */
  public CleanupLinks(
      LinkStore store, IdempotencyLog log, Duration retention, InstantSource clock) {
    this.store = store;
    this.log = log;
    this.retention = retention;
    this.clock = clock;
  }

  /**
   * Removes what is due.
   *
   * @param budget how long this may take; what is left then is the next cleanup's
   */
  public Cleaned cleanUp(Duration budget) {
    Instant now = clock.instant();
    LinkStore.Removal links = store.removeExpired(now.minus(retention), budget);
    Duration rest = budget.minus(Duration.between(now, clock.instant()));
    long idempotencyKeys = rest.isPositive() ? log.removeOld(now, rest) : 0;
    return new Cleaned(links.removed(), idempotencyKeys, links.complete() && rest.isPositive());
  }

  /**
   * How much a cleanup removed.
   *
   * @param complete whether every expired link is gone and time was left for the keys; the next
   *     cleanup goes on otherwise
   */
  public record Cleaned(long links, long idempotencyKeys, boolean complete) {}
}
