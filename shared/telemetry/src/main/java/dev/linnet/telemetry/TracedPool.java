package dev.linnet.telemetry;

import dev.linnet.links.KeyBlock;
import dev.linnet.links.KeyPool;
import io.opentelemetry.api.common.Attributes;

/** Around PostgreSQL's key pool. */
final class TracedPool implements KeyPool {
  private static final String TABLE = "key_block";
  private static final Operation CLAIM = Operation.of("postgresql", "DELETE", TABLE);
  private static final Operation GIVE_BACK = Operation.of("postgresql", "INSERT", TABLE);
  private static final Operation FILL = Operation.of("postgresql", "COPY", TABLE);
  private static final Operation LEVEL = Operation.of("postgresql", "SELECT", TABLE);

  private final KeyPool pool;
  private final Calls calls;
  private final Live live;

  TracedPool(KeyPool pool, Calls calls, Live live) {
    this.pool = pool;
    this.calls = calls;
    this.live = live;
  }

  @Override
  public Claim claim() {
    Claim claim = calls.backend(CLAIM, pool::claim);
    String outcome =
        switch (claim) {
          case Claim.Claimed(_, boolean low) -> low ? "low" : "claimed";
          case Claim.Empty() -> "empty";
        };
    live.sdk().instruments().claims.add(1, Attributes.of(Attribute.OUTCOME, outcome));
    return claim;
  }

  @Override
  public void giveBack(KeyBlock rest) {
    boolean _ =
        calls.backend(
            GIVE_BACK,
            () -> {
              pool.giveBack(rest);
              return true;
            });
  }

  @Override
  public Fill fill(long population, int blockSize) {
    Fill fill = calls.backend(FILL, () -> pool.fill(population, blockSize));
    if (fill instanceof Fill.Filled(long made, _)) {
      live.sdk().instruments().keysMade.add(made);
    }
    return fill;
  }

  @Override
  public Level level() {
    return calls.backend(LEVEL, pool::level);
  }
}
