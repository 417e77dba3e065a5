package dev.linnet.resilience;

import dev.linnet.links.KeyBlock;
import dev.linnet.links.KeyPool;
import dev.linnet.links.Unavailable;

/**
 * Repeats a claim, which can lose a block and never give one twice. What is given back is not
 * repeated: the first try may have worked, and the block may be somebody else's by now.
 */
public final class ResilientKeyPool implements KeyPool {
  private final KeyPool pool;
  private final Guard guard;

  public ResilientKeyPool(KeyPool pool, Guard guard) {
    this.pool = pool;
    this.guard = guard;
  }

  @Override
  public Claim claim() {
    return guard.repeatable(pool::claim);
  }

  /** Throws {@link Unavailable} where the keys are lost, which harms nobody. */
  @Override
  public void giveBack(KeyBlock rest) {
    guard.once(
        () -> {
          pool.giveBack(rest);
          return true;
        });
  }

  @Override
  public Fill fill(long population, int blockSize) {
    return guard.once(() -> pool.fill(population, blockSize));
  }

  @Override
  public Level level() {
    return guard.repeatable(pool::level);
  }
}
