package dev.linnet.mongo;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import dev.linnet.config.Secret;
import java.util.UUID;

/** A MongoDB-compatible server in memory, on a port of its own. */
final class TestMongo implements AutoCloseable {
  private static final String LOCALHOST = "127.0.0.1";

  private final MongoServer server;

  private TestMongo(int port) {
    server = new MongoServer(H2Backend.inMemory());
    server.bind(LOCALHOST, port);
  }

  static TestMongo start() {
    return new TestMongo(0);
  }

  static TestMongo startOn(int port) {
    return new TestMongo(port);
  }

  int port() {
    return server.getLocalAddress().getPort();
  }

  /** To a database of its own. */
  MongoConnection connect() {
    return connectTo(port());
  }

  static MongoConnection connectTo(int port) {
    return connectTo(port, "");
  }

  static MongoConnection connectTo(int port, String options) {
    Secret uri = new Secret("mongodb://" + LOCALHOST + ":" + port + options);
    return new MongoConnection(new MongoConfig(uri, "test-" + UUID.randomUUID().hashCode()));
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
