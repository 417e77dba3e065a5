package dev.linnet.links;

/** Fills the key pool up, where it stands below its low mark. Thread-safe. */
public final class RefillKeys {
  private final KeyPool pool;
  private final long population;
  private final long lowMark;
  private final int blockSize;

  /**
   * @param population keys that the pool is filled up to
   * @param lowMark below it a fill starts; at most {@code population}
   * @param blockSize keys that one claim takes
   */
  public RefillKeys(KeyPool pool, long population, long lowMark, int blockSize) {
    if (lowMark > population) {
      throw new IllegalArgumentException("The low mark lies above the population.");
    }
    this.pool = pool;
    this.population = population;
    this.lowMark = lowMark;
    this.blockSize = blockSize;
  }

  public RefillOutcome refill() {
    KeyPool.Level level = pool.level();
    if (level.free() >= lowMark && level.free() > 0) {
      return new RefillOutcome.NotNeeded(level.free());
    }
    return switch (pool.fill(population, blockSize)) {
      case KeyPool.Fill.Filled(long made, long free) -> new RefillOutcome.Filled(made, free);
      case KeyPool.Fill.AlreadyRunning() -> new RefillOutcome.AlreadyRunning();
      case KeyPool.Fill.Exhausted(long free) -> new RefillOutcome.Exhausted(free);
    };
  }
}
