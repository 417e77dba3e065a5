package dev.linnet.bench;

import dev.linnet.config.Secret;
import dev.linnet.embedded.Binaries;
import dev.linnet.embedded.EmbeddedPostgres;
import dev.linnet.embedded.Folders;
import dev.linnet.embedded.FreePort;
import dev.linnet.links.KeyBijection;
import dev.linnet.links.KeyPool;
import dev.linnet.postgres.KeyPoolConfig;
import dev.linnet.postgres.PostgresConfig;
import dev.linnet.postgres.PostgresKeyPool;
import dev.linnet.postgres.PostgresPool;
import dev.linnet.postgres.PostgresSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The key pool in a PostgreSQL of its own, in a new folder, whose commits wait for the disk. */
final class MeasuredPool implements AutoCloseable {
  static final int BLOCK = 64;

  private static final String PASSWORD = "measured";
  private static final Secret SECRET = new Secret(PASSWORD + PASSWORD);
  private static final int KEY_LENGTH = 7;
  private static final String SIZE = "SELECT pg_relation_size(?::regclass)";

  private final Path folder;
  private final EmbeddedPostgres server;
  private final PostgresPool connections;

  private MeasuredPool(Path folder, EmbeddedPostgres server, PostgresPool connections) {
    this.folder = folder;
    this.server = server;
    this.connections = connections;
  }

  static MeasuredPool start(int connections) throws IOException {
    Path folder = Files.createTempDirectory("linnet-bench-");
    EmbeddedPostgres server =
        EmbeddedPostgres.start(Binaries.ofUser(), folder, FreePort.find(), PASSWORD);
    PostgresConfig config =
        new PostgresConfig(
            "127.0.0.1",
            server.port(),
            EmbeddedPostgres.DATABASE,
            EmbeddedPostgres.USER,
            new Secret(PASSWORD),
            connections);
    PostgresSchema.migrate(config);
    return new MeasuredPool(folder, server, new PostgresPool(config));
  }

  KeyPool pool(long population, long lowMark) {
    KeyPoolConfig config = new KeyPoolConfig(KEY_LENGTH, SECRET, population, lowMark, BLOCK);
    long capacity = new KeyBijection(KEY_LENGTH, SECRET.value()).capacity();
    return new PostgresKeyPool(connections, config, capacity);
  }

  /** Bytes of a table or an index on the disk. */
  long size(String relation) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + EmbeddedPostgres.DATABASE;
    try (Connection connection = DriverManager.getConnection(url, EmbeddedPostgres.USER, PASSWORD);
        PreparedStatement statement = connection.prepareStatement(SIZE)) {
      statement.setString(1, relation);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  @Override
  public void close() throws IOException {
    connections.close();
    server.close();
    Folders.delete(folder);
  }
}
