package dev.linnet.postgres;

import dev.linnet.links.Unavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * PgBouncer's word on its own work, asked at its console, which is open to its {@code stats_users}.
 * Thread-safe.
 *
 * @see <a href="https://www.pgbouncer.org/usage.html">SHOW POOLS, SHOW DATABASES</a>
 */
public final class PgBouncer {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final long MICROSECOND = 1_000;

  private final PostgresConfig config;

  /**
   * @param config how the functions reach their database through PgBouncer
   */
  public PgBouncer(PostgresConfig config) {
    this.config = config;
  }

  /**
   * How busy it is with our database, whoever its clients are.
   *
   * @throws Unavailable when it does not answer within seconds, or refuses to
   */
  public PgBouncerUse use() {
    try (PgBouncerConsole console = PgBouncerConsole.open(config, LIMIT)) {
      int limit =
          console.show("DATABASES").stream()
              .filter(row -> config.database().equals(row.get("name")))
              .mapToInt(row -> (int) number(row, "pool_size"))
              .sum();
      return console.show("POOLS").stream() // one for each user
          .filter(row -> config.database().equals(row.get("database")))
          .map(row -> use(row, limit))
          .reduce(PgBouncerUse.idle(limit), PgBouncerUse::and);
    } catch (IOException | NumberFormatException e) {
      throw new Unavailable("key pool", e);
    }
  }

  private static PgBouncerUse use(Map<String, String> row, int limit) {
    return new PgBouncerUse(
        limit,
        (int) number(row, "cl_active"),
        (int) number(row, "cl_waiting"),
        Duration.ofSeconds(number(row, "maxwait"))
            .plusNanos(number(row, "maxwait_us") * MICROSECOND),
        (int) number(row, "sv_active"),
        (int) (number(row, "sv_idle") + number(row, "sv_used")));
  }

  private static long number(Map<String, String> row, String column) {
    return Long.parseLong(row.getOrDefault(column, ""));
  }
}
