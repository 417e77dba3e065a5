package dev.linnet.postgres;

import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** How the driver is set up so that nothing hangs and PgBouncer of every version is happy. */
final class PostgresDriver {
  /** The longest silence of a server in the middle of a statement; above every query's limit. */
  static final Duration SOCKET_LIMIT = Duration.ofSeconds(10);

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

  private PostgresDriver() {}

  static DataSource dataSource(PostgresConfig config, Duration socketLimit) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {config.host()});
    source.setPortNumbers(new int[] {config.port()});
    source.setDatabaseName(config.database());
    source.setUser(config.user());
    if (!config.password().value().isEmpty()) {
      source.setPassword(config.password().value());
    }
    source.setConnectTimeout((int) CONNECT_LIMIT.toSeconds());
    source.setLoginTimeout((int) CONNECT_LIMIT.toSeconds());
    source.setSocketTimeout((int) socketLimit.toSeconds());
    source.setCancelSignalTimeout((int) CONNECT_LIMIT.toSeconds());
    source.setTcpKeepAlive(true);
    source.setApplicationName("linnet");
    source.setAssumeMinServerVersion("12"); // sends the above at login instead of by a SET
    source.setPrepareThreshold(0); // PgBouncer before 1.21 mixes up named statements
    return source;
  }
}
