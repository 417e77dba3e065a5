package dev.linnet.localruntime.work;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The connections of background work, and its tables. Works through PgBouncer in transaction mode:
 * no state of a session, no named statements.
 */
public final class WorkDatabase implements AutoCloseable {
  private static final int CONNECTIONS = 5;
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
  private static final Duration SOCKET_LIMIT = Duration.ofSeconds(30);
  private static final Duration MAX_LIFETIME = Duration.ofMinutes(10);
  private static final Duration IDLE_LIMIT = Duration.ofMinutes(1);
  private static final int MIGRATION_TRIES = 5;

  private final HikariDataSource pool;

  private WorkDatabase(HikariDataSource pool) {
    this.pool = pool;
  }

  /**
   * Connects, and brings the tables up to date.
   *
   * @throws WorkUnavailable where the database stays away for a quarter of a minute
   */
  public static WorkDatabase open(WorkSettings.Database where) {
    PGSimpleDataSource source = source(where);
    migrate(source, MIGRATION_TRIES);
    HikariConfig settings = new HikariConfig();
    settings.setPoolName("linnet-work");
    settings.setDataSource(source);
    settings.setMaximumPoolSize(CONNECTIONS);
    settings.setMinimumIdle(1);
    settings.setConnectionTimeout(CONNECT_LIMIT.toMillis());
    settings.setMaxLifetime(MAX_LIFETIME.toMillis());
    settings.setIdleTimeout(IDLE_LIMIT.toMillis());
    settings.setInitializationFailTimeout(-1);
    return new WorkDatabase(new HikariDataSource(settings));
  }

  /**
   * The history of the migrations lies in the default schema, because another one would need a
   * search path, which PgBouncer hands on to other clients. The key pool's own lies there too, so
   * either may find the other's tables: that is what the baseline is for. Two that make the
   * baseline at the same time can be in each other's way, so it is tried again.
   */
  private static void migrate(DataSource source, int triesLeft) {
    try {
      Flyway.configure(WorkDatabase.class.getClassLoader())
          .dataSource(source)
          .configuration(Map.of("flyway.postgresql.transactional.lock", "true"))
          .locations("classpath:dev/linnet/localruntime/work")
          .table("work_history")
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .connectRetries(MIGRATION_TRIES - 1) // a second or more apart
          .load()
          .migrate();
    } catch (FlywayException e) {
      if (triesLeft <= 1) {
        throw new WorkUnavailable("The tables of background work cannot be brought up to date.", e);
      }
      migrate(source, triesLeft - 1);
    }
  }

  private static PGSimpleDataSource source(WorkSettings.Database where) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {where.host()});
    source.setPortNumbers(new int[] {where.port()});
    source.setDatabaseName(where.name());
    source.setUser(where.user());
    if (!where.password().value().isEmpty()) {
      source.setPassword(where.password().value());
    }
    source.setConnectTimeout((int) CONNECT_LIMIT.toSeconds());
    source.setLoginTimeout((int) CONNECT_LIMIT.toSeconds());
    source.setSocketTimeout((int) SOCKET_LIMIT.toSeconds());
    source.setTcpKeepAlive(true);
    source.setApplicationName("linnet-work");
    source.setAssumeMinServerVersion("12"); // sends the above at login instead of by a SET
    source.setPrepareThreshold(0); // PgBouncer before 1.21 mixes up named statements
    return source;
  }

  DataSource source() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
  }
}
