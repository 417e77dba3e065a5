package dev.linnet.postgres;

import dev.linnet.config.Secret;
import dev.linnet.embedded.Binaries;
import dev.linnet.embedded.EmbeddedPostgres;
import dev.linnet.embedded.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** A real server in a folder of its own, removed with it. */
final class TestPostgres implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final InetAddress ADDRESS = InetAddress.ofLiteral(HOST);
  private static final String PASSWORD = "test";
  private static final String TEMPLATE = "template_migrated";

  private final Path folder;
  private final EmbeddedPostgres server;
  private final AtomicInteger databases = new AtomicInteger();

  private TestPostgres(Path folder) {
    this.folder = folder;
    this.server = EmbeddedPostgres.start(Binaries.ofUser(), folder, freePort(), PASSWORD);
    TestDatabase.execute(config(EmbeddedPostgres.DATABASE), "CREATE DATABASE " + TEMPLATE);
    PostgresSchema.migrate(config(TEMPLATE));
  }

  static TestPostgres start() {
    try {
      return new TestPostgres(Files.createTempDirectory("linnet-postgres"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new database with Linnet's tables. */
  TestDatabase database() {
    return database("TEMPLATE " + TEMPLATE);
  }

  TestDatabase emptyDatabase() {
    return database("");
  }

  /** Ends the server without a warning; it starts again by itself, on the same port. */
  void kill() {
    ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
  }

  @Override
  public void close() {
    server.close();
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TestDatabase database(String from) {
    String name = "test_" + databases.incrementAndGet();
    TestDatabase.execute(config(EmbeddedPostgres.DATABASE), "CREATE DATABASE " + name + " " + from);
    return new TestDatabase(config(name));
  }

  private PostgresConfig config(String database) {
    return new PostgresConfig(
        HOST, server.port(), database, EmbeddedPostgres.USER, new Secret(PASSWORD), 1);
  }

  /** None that the system gives to clients: those may take it while the server is down. */
  private static int freePort() {
    int port;
    do {
      port = ThreadLocalRandom.current().nextInt(20_000, 32_768);
    } while (isTaken(port));
    return port;
  }

  private static boolean isTaken(int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, ADDRESS)) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
