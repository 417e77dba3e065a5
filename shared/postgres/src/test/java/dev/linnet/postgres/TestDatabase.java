package dev.linnet.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** A database of one test's own, looked at and meddled with by connections outside of all pools. */
final class TestDatabase implements AutoCloseable {
  private static final String NOT_MINE =
      "datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client"
          + " backend'";

  private final PostgresConfig config;
  private final Deque<PostgresPool> opened = new ConcurrentLinkedDeque<>();

  TestDatabase(PostgresConfig config) {
    this.config = config;
  }

  PostgresConfig config() {
    return config;
  }

  /** Connections of one environment; closed with the test. */
  PostgresPool pool(int size) {
    PostgresPool pool =
        new PostgresPool(
            new PostgresConfig(
                config.host(),
                config.port(),
                config.database(),
                config.user(),
                config.password(),
                size));
    opened.add(pool);
    return pool;
  }

  Connection connect() throws SQLException {
    return connect(config);
  }

  void execute(String sql) {
    execute(config, sql);
  }

  long number(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** Ends every connection but the one that says so; tells how many. */
  long breakConnections() {
    return number(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE " + NOT_MINE);
  }

  static void execute(PostgresConfig config, String sql) {
    try (Connection connection = connect(config);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  @Override
  public void close() {
    opened.forEach(PostgresPool::close);
  }

  private static Connection connect(PostgresConfig config) throws SQLException {
    return PostgresDriver.dataSource(config, Duration.ofSeconds(30)).getConnection();
  }
}
