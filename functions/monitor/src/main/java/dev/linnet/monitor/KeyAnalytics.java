package dev.linnet.monitor;

import dev.linnet.links.Unavailable;
import dev.linnet.mongo.MongoStatistics;
import dev.linnet.mongo.MongoStatistics.CollectionSize;
import dev.linnet.postgres.Consumption;
import dev.linnet.postgres.PostgresKeyPool;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks the key pool and the link store where the keys are. */
final class KeyAnalytics implements Supplier<KeyFigures> {
  /** A whole day, so that the night does not look like rest. */
  private static final Duration WINDOW = Duration.ofHours(24);

  private static final String LINKS = "links";

  private final PostgresKeyPool pool;
  private final long lowMark;
  private final Supplier<MongoStatistics> statistics;

  KeyAnalytics(PostgresKeyPool pool, long lowMark, Supplier<MongoStatistics> statistics) {
    this.pool = pool;
    this.lowMark = lowMark;
    this.statistics = statistics;
  }

  @Override
  public KeyFigures get() {
    return new KeyFigures(
        pool.level(),
        lowMark,
        linked(),
        pool.consumption(WINDOW).map(Consumption::keysPerHour).orElse(null));
  }

  /** The other figures are worth having without this one. */
  private @Nullable Long linked() {
    try {
      return statistics.get().collections().stream()
          .filter(collection -> collection.name().equals(LINKS))
          .mapToLong(CollectionSize::documents)
          .sum();
    } catch (Unavailable e) {
      return null;
    }
  }
}
