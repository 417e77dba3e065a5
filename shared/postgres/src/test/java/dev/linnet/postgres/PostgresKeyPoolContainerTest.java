package dev.linnet.postgres;

import dev.linnet.config.Secret;
import dev.linnet.links.KeyPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
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

  private static PostgresConfig config(GenericContainer<?> server, int port) {
    return new PostgresConfig(
        server.getHost(), server.getMappedPort(port), USER, USER, new Secret(PASSWORD), 8);
  }
}
