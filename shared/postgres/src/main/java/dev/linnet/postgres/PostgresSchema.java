package dev.linnet.postgres;

import dev.linnet.links.Unavailable;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The tables, brought up to date by Flyway. Needs Flyway on the class path of the caller. */
public final class PostgresSchema {
  private static final Duration SOCKET_LIMIT = Duration.ofSeconds(30);

  /** A database that starts at the same time, or a machine that is busy, gets a while. */
  private static final int CONNECT_RETRIES = 4;

  private PostgresSchema() {}

  /**
   * Safe to repeat, and safe where several do it at once. Works through PgBouncer in transaction
   * mode: Flyway's lock lives in a transaction.
   */
  public static void migrate(PostgresConfig config) {
    try {
      Flyway.configure(PostgresSchema.class.getClassLoader())
          .dataSource(PostgresDriver.dataSource(config, SOCKET_LIMIT))
          .configuration(Map.of("flyway.postgresql.transactional.lock", "true"))
          .locations("classpath:dev/linnet/postgres")
          .baselineOnMigrate(true) // others may have tables in the same schema already
          .baselineVersion("0")
          .connectRetries(CONNECT_RETRIES) // a second or more apart
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new Unavailable("key pool", e);
    }
  }
}
