package dev.linnet.telemetry;

import dev.linnet.links.KeyPool;
import dev.linnet.resilience.BackendState;
import dev.linnet.resilience.Guard;
import dev.linnet.telemetry.Gauge.Reading;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The values that functions hold for the asking. */
public final class Gauges {
  private static final String OUTCOME = "linnet.outcome";
  private static final String BACKEND = "linnet.backend";
  private static final String POOL = "db.client.connection.pool.name";
  private static final String STATE = "db.client.connection.state";

  private Gauges() {}

  /** How busy a connection pool is. */
  public record PoolUse(int limit, int inUse, int idle, int waiting) {}

  public static Gauge[] nearCache(LongSupplier hits, LongSupplier misses, LongSupplier entries) {
    return new Gauge[] {
      new Gauge(
          "linnet.near_cache.reads",
          "{read}",
          "Reads of the cache in memory, by outcome.",
          true,
          () ->
              List.of(
                  new Reading(Map.of(OUTCOME, "hit"), hits.getAsLong()),
                  new Reading(Map.of(OUTCOME, "miss"), misses.getAsLong()))),
      new Gauge(
          "linnet.near_cache.entries",
          "{entry}",
          "Links that the cache in memory holds.",
          false,
          () -> List.of(Reading.of(entries.getAsLong())))
    };
  }

  public static Gauge[] breakers(Guard... guards) {
    return new Gauge[] {
      new Gauge(
          "linnet.breaker.state",
          "{state}",
          "0: closed, calls go through; 1: half open, a few do; 2: open, none do.",
          false,
          () -> states(guards).map(state -> reading(state, level(state))).toList()),
      new Gauge(
          "linnet.breaker.refused",
          "{call}",
          "Calls that an open breaker did not let through.",
          true,
          () -> states(guards).map(state -> reading(state, state.refused())).toList())
    };
  }

  private static Stream<BackendState> states(Guard... guards) {
    return Stream.of(guards).map(Guard::state);
  }

  private static Reading reading(BackendState state, long value) {
    return new Reading(Map.of(BACKEND, state.backend()), value);
  }

  private static long level(BackendState state) {
    return switch (state.breaker()) {
      case "CLOSED" -> 0;
      case "HALF_OPEN" -> 1;
      default -> 2;
    };
  }

  /**
   * The connections to one backend.
   *
   * @param pool {@code postgresql} or {@code mongodb}
   */
  public static Gauge[] connections(String pool, Supplier<PoolUse> use) {
    return new Gauge[] {
      new Gauge(
          "db.client.connection.count",
          "{connection}",
          "Open connections, by state.",
          false,
          () -> {
            PoolUse now = use.get();
            return List.of(
                new Reading(Map.of(POOL, pool, STATE, "used"), now.inUse()),
                new Reading(Map.of(POOL, pool, STATE, "idle"), now.idle()));
          }),
      ofPool("max", "{connection}", "Connections that may be open.", pool, () -> use.get().limit()),
      ofPool(
          "pending_requests",
          "{request}",
          "Calls that wait for a connection.",
          pool,
          () -> use.get().waiting())
    };
  }

  private static Gauge ofPool(
      String name, String unit, String description, String pool, LongSupplier value) {
    return new Gauge(
        "db.client.connection." + name,
        unit,
        description,
        false,
        () -> List.of(new Reading(Map.of(POOL, pool), value.getAsLong())));
  }

  /** Each reading asks the database once. */
  public static Gauge[] keyPool(Supplier<KeyPool.Level> level, long lowMark) {
    return new Gauge[] {
      new Gauge(
          "linnet.keys",
          "{key}",
          "Keys: free ones in the pool, claimed ones, and those that can still be made.",
          false,
          () -> {
            KeyPool.Level now = level.get();
            return List.of(
                keys("free", now.free()),
                keys("claimed", now.claimed()),
                keys("unmade", now.capacity() - now.made()));
          }),
      new Gauge(
          "linnet.keys.low_mark",
          "{key}",
          "Below so many free keys a refill starts.",
          false,
          () -> List.of(Reading.of(lowMark)))
    };
  }

  private static Reading keys(String state, long count) {
    return new Reading(Map.of("linnet.keys.state", state), count);
  }
}
