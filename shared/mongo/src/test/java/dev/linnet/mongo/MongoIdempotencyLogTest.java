package dev.linnet.mongo;

import dev.linnet.links.IdempotencyLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class MongoIdempotencyLogTest extends IdempotencyLogContract {
  private static TestMongo server;
  private MongoConnection connection;
  private MongoIdempotencyLog log;

  @BeforeAll
  static void start() {
    server = TestMongo.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() {
    connection = server.connect();
    log = new MongoIdempotencyLog(connection);
    log.ensureIndexes();
  }

  @AfterEach
  void close() {
    connection.close();
  }

  @Override
  IdempotencyLog log() {
    return log;
  }
}
