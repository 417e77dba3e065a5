package dev.linnet.postgres;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.linnet.config.Secret;
import dev.linnet.links.KeyPool;
import dev.linnet.links.Unavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** The same through PgBouncer, which gives each transaction whatever connection is free. */
@Tag("container")
class PostgresKeyPoolContainerTest extends KeyPoolContract {
  private static final int POSTGRES_PORT = 5432;
  private static final int PGBOUNCER_PORT = 6432;
  private static final String USER = "linnet";
  private static final String PASSWORD = "the password of this test";
  private static final Secret SECRET = new Secret("the secret of this test");

  private static final Network NETWORK = Network.newNetwork();
  private static GenericContainer<?> postgres;
  private static GenericContainer<?> pgbouncer;

  private PostgresPool connections;

  @BeforeAll
  @SuppressWarnings("resource") // stop() closes them
  static void start() {
    postgres =
        new GenericContainer<>("postgres:17")
            .withNetwork(NETWORK)
            .withNetworkAliases("postgres")
            .withExposedPorts(POSTGRES_PORT)
            .withEnv("POSTGRES_USER", USER)
            .withEnv("POSTGRES_PASSWORD", PASSWORD)
            .waitingFor(
                Wait.forLogMessage(".*database system is ready to accept connections.*", 2));
    postgres.start();
    pgbouncer =
        new GenericContainer<>("edoburu/pgbouncer:v1.24.1-p1")
            .withNetwork(NETWORK)
            .withExposedPorts(PGBOUNCER_PORT)
            .withEnv("DB_HOST", "postgres")
            .withEnv("DB_NAME", USER)
            .withEnv("DB_USER", USER)
            .withEnv("DB_PASSWORD", PASSWORD)
            .withEnv("LISTEN_PORT", String.valueOf(PGBOUNCER_PORT))
            .withEnv("AUTH_TYPE", "scram-sha-256")
            .withEnv("POOL_MODE", "transaction")
            .withEnv("STATS_USERS", USER)
            .withEnv("MAX_PREPARED_STATEMENTS", "200")
            .withEnv("DEFAULT_POOL_SIZE", "4");
    pgbouncer.start();
    PostgresSchema.migrate(config(postgres, POSTGRES_PORT));
  }

  @AfterAll
  static void stop() {
    pgbouncer.stop();
    postgres.stop();
    NETWORK.close();
  }

  @BeforeEach
  void open() {
    TestDatabase.execute(
        config(postgres, POSTGRES_PORT), "TRUNCATE key_space, key_block, key_sample");
    connections = new PostgresPool(config(pgbouncer, PGBOUNCER_PORT));
  }

  @AfterEach
  void close() {
    connections.close();
  }

  @Override
  KeyPool pool(long lowMark, long capacity) {
    return new PostgresKeyPool(
        connections, PostgresKeyPoolTest.config(7, SECRET, lowMark), capacity);
  }

  @Test
  void pgbouncer_tells_who_works_and_who_waits() throws Exception {
    PgBouncer console = new PgBouncer(config(pgbouncer, PGBOUNCER_PORT));
    List<Connection> busy = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        busy.add(inTransaction());
      }
      Future<?> waiting = threads.submit(connections::ping);

      await()
          .untilAsserted(
              () -> {
                PgBouncerUse use = console.use();
                assertThat(use.limit()).isEqualTo(4);
                assertThat(use.serversActive()).isEqualTo(4);
                assertThat(use.clientsWaiting()).isEqualTo(1);
                assertThat(use.longestWait()).isPositive();
              });
      for (Connection connection : busy) {
        connection.close();
      }
      waiting.get(10, SECONDS);
    }

    assertThat(console.use().clientsWaiting()).isZero();
    assertThat(console.use().serversIdle()).isPositive();
  }

  private Connection inTransaction() throws SQLException {
    Connection connection = connections.connection();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
    }
    return connection;
  }

  @Test
  void a_console_that_refuses_us_is_unavailable_without_a_word_of_the_password() {
    PgBouncer stranger =
        new PgBouncer(
            new PostgresConfig(
                pgbouncer.getHost(),
                pgbouncer.getMappedPort(PGBOUNCER_PORT),
                USER,
                USER,
                new Secret("not the password"),
                1));

    assertThatThrownBy(stranger::use)
        .isInstanceOf(Unavailable.class)
        .hasMessageNotContaining("not the password");
  }

  /** Ours come without a name, for PgBouncer before 1.21; other clients' need not. */
  @Test
  void the_driver_s_prepared_statements_find_their_way_whichever_connection_they_get()
      throws Exception {
    PGSimpleDataSource named = new PGSimpleDataSource();
    named.setServerNames(new String[] {pgbouncer.getHost()});
    named.setPortNumbers(new int[] {pgbouncer.getMappedPort(PGBOUNCER_PORT)});
    named.setDatabaseName(USER);
    named.setUser(USER);
    named.setPassword(PASSWORD);
    named.setPrepareThreshold(1);
    try (Connection one = named.getConnection();
        Connection two = named.getConnection()) {
      for (int i = 0; i < 200; i++) {
        Connection connection = i % 2 == 0 ? one : two;
        String sql = i % 3 == 0 ? "SELECT ? + 1" : "SELECT 1 + ? AS sum" + i % 7;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
          statement.setInt(1, i);
          try (ResultSet row = statement.executeQuery()) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(i + 1);
          }
        }
      }
    }
  }

  private static PostgresConfig config(GenericContainer<?> server, int port) {
    return new PostgresConfig(
        server.getHost(), server.getMappedPort(port), USER, USER, new Secret(PASSWORD), 8);
  }
}
