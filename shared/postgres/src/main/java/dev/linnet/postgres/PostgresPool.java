package dev.linnet.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.linnet.links.Unavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one environment. Opened by the first use, so that neither a missing database
 * nor a checkpoint of the process is in the way of a start; thread-safe.
 */
public final class PostgresPool implements AutoCloseable {
  /** How long to wait for a free connection, or for a new one. */
  static final Duration CONNECTION_LIMIT = Duration.ofSeconds(2);

  private static final Duration VALIDATION_LIMIT = Duration.ofSeconds(1);

  /** Below PgBouncer's server_lifetime (an hour), and short enough to follow a failover. */
  private static final Duration MAX_LIFETIME = Duration.ofMinutes(10);

  private static final Duration KEEPALIVE = Duration.ofMinutes(2);
  private static final Duration IDLE_LIMIT = Duration.ofMinutes(1);

  private final PostgresConfig config;
  private final Lock lock = new ReentrantLock();
  private @Nullable HikariDataSource open;
  private boolean closed;

  public PostgresPool(PostgresConfig config) {
    this.config = config;
  }

  Connection connection() throws SQLException {
    return opened().getConnection();
  }

  /** Asks the database for a sign of life; throws {@link Unavailable} when there is none. */
  public void ping() {
    try (Connection connection = connection()) {
      if (!connection.isValid((int) VALIDATION_LIMIT.toSeconds())) {
        throw new SQLException("The connection is broken.");
      }
    } catch (SQLException e) {
      throw new Unavailable("key pool", e);
    }
  }

  public ConnectionUse use() {
    HikariPoolMXBean pool = poolOrNull();
    if (pool == null) {
      return new ConnectionUse(config.poolSize(), 0, 0, 0, 0);
    }
    int inUse = pool.getActiveConnections();
    int idle = pool.getIdleConnections();
    return new ConnectionUse(
        config.poolSize(), inUse + idle, inUse, idle, pool.getThreadsAwaitingConnection());
  }

  /** Closes every connection, as before a checkpoint; the next use opens new ones. */
  public void disconnect() {
    lock.lock();
    try {
      if (open != null) {
        open.close();
        open = null;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      disconnect();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable HikariPoolMXBean poolOrNull() {
    lock.lock();
    try {
      return open == null ? null : open.getHikariPoolMXBean();
    } finally {
      lock.unlock();
    }
  }

  private HikariDataSource opened() throws SQLException {
    lock.lock();
    try {
      if (closed) {
        throw new SQLException("The connection pool is closed.");
      }
      if (open == null) {
        open = new HikariDataSource(settings());
      }
      return open;
    } finally {
      lock.unlock();
    }
  }

  private HikariConfig settings() {
    HikariConfig settings = new HikariConfig();
    settings.setPoolName("linnet-postgres");
    settings.setDataSource(PostgresDriver.dataSource(config, PostgresDriver.SOCKET_LIMIT));
    settings.setMaximumPoolSize(config.poolSize());
    settings.setMinimumIdle(1);
    settings.setConnectionTimeout(CONNECTION_LIMIT.toMillis());
    settings.setValidationTimeout(VALIDATION_LIMIT.toMillis());
    settings.setMaxLifetime(MAX_LIFETIME.toMillis());
    settings.setKeepaliveTime(KEEPALIVE.toMillis());
    settings.setIdleTimeout(IDLE_LIMIT.toMillis());
    settings.setInitializationFailTimeout(-1); // a missing database is met by the first call
    return settings;
  }
}
