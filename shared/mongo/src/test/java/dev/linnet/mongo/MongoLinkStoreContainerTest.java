package dev.linnet.mongo;

import dev.linnet.config.Secret;
import dev.linnet.links.LinkStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** The same on the real MongoDB, as a replica set of one: only there a majority means something. */
@Tag("container")
class MongoLinkStoreContainerTest extends LinkStoreContract {
  private static final int PORT = 27017;
  private static final String INITIATE =
      """
      rs.initiate({_id: 'rs0', members: [{_id: 0, host: 'localhost:27017'}]});
      while (!db.hello().isWritablePrimary) sleep(50);
      """;

  private static GenericContainer<?> mongo;
  private static int databases;
  private MongoConnection connection;
  private MongoLinkStore store;

  @BeforeAll
  @SuppressWarnings("resource") // stop() closes it
  static void start() throws Exception {
    mongo =
        new GenericContainer<>("mongo:8.0")
            .withExposedPorts(PORT)
            .withCommand("--replSet", "rs0", "--bind_ip_all")
            .waitingFor(Wait.forLogMessage(".*Waiting for connections.*", 1));
    mongo.start();
    var result = mongo.execInContainer("mongosh", "--quiet", "--eval", INITIATE);
    if (result.getExitCode() != 0) {
      throw new IllegalStateException(result.getStdout() + result.getStderr());
    }
  }

  @AfterAll
  static void stop() {
    mongo.stop();
  }

  @BeforeEach
  void open() {
    String uri =
        "mongodb://%s:%d/?directConnection=true"
            .formatted(mongo.getHost(), mongo.getMappedPort(PORT));
    connection = new MongoConnection(new MongoConfig(new Secret(uri), "test-" + databases++));
    store = new MongoLinkStore(connection);
    store.ensureIndexes();
  }

  @AfterEach
  void close() {
    connection.close();
  }

  @Override
  LinkStore store() {
    return store;
  }
}
