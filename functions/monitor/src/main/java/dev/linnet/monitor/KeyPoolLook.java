package dev.linnet.monitor;

import dev.linnet.config.BadSetting;
import dev.linnet.links.KeyPool;
import dev.linnet.postgres.PostgresKeyPool;
import java.util.function.Supplier;

/** Whether new links can get a key, and for how long. */
final class KeyPoolLook implements Supplier<Finding> {
  private static final Finding OTHER_SECRET =
      new Finding(
          Condition.UNHEALTHY, "Its keys were made with another secret: links cannot be created.");
  private static final Finding EMPTY =
      new Finding(Condition.UNHEALTHY, "No key is free: links cannot be created.");

  private final PostgresKeyPool pool;
  private final long lowMark;

  KeyPoolLook(PostgresKeyPool pool, long lowMark) {
    this.pool = pool;
    this.lowMark = lowMark;
  }

  @Override
  public Finding get() {
    try {
      pool.checkSecret();
    } catch (BadSetting e) {
      return OTHER_SECRET;
    }
    return finding(pool.level(), lowMark);
  }

  static Finding finding(KeyPool.Level level, long lowMark) {
    long free = level.free();
    if (free == 0) {
      return EMPTY;
    }
    return free < lowMark
        ? new Finding(
            Condition.DEGRADED, free + " keys are free, less than the low mark of " + lowMark + ".")
        : new Finding(Condition.HEALTHY, free + " keys are free.");
  }
}
