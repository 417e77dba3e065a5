package dev.linnet.localruntime.work;

import dev.linnet.config.Secret;
import dev.linnet.embedded.Binaries;
import dev.linnet.embedded.EmbeddedPostgres;
import dev.linnet.embedded.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A real PostgreSQL, and workers on it that are in a hurry. */
public final class WorkBench implements AutoCloseable {
  public static final Duration BEAT = Duration.ofMillis(100);
  private static final String PASSWORD = "test";

  private final EmbeddedPostgres server;
  private final InstantSource clock = InstantSource.system();

  public WorkBench(Path folder) {
    this.server = EmbeddedPostgres.start(Binaries.ofUser(), folder, FreePort.find(), PASSWORD);
  }

  public long pid() {
    return server.pid();
  }

  public WorkSettings settings(Retries retries) {
    return settings(server.port(), retries);
  }

  /** The same on another port, as of a PgBouncer. */
  public WorkSettings settings(int port, Retries retries) {
    WorkSettings.Database where =
        new WorkSettings.Database(
            "127.0.0.1",
            port,
            EmbeddedPostgres.DATABASE,
            EmbeddedPostgres.USER,
            new Secret(PASSWORD));
    return new WorkSettings(
        where,
        Map.of("refill", retries, "cleanup", retries),
        4,
        Duration.ofMillis(50),
        BEAT,
        Duration.ofDays(1));
  }

  public int port() {
    return server.port();
  }

  /** A worker that has not started. */
  public Worker worker(
      WorkDatabase database, Retries retries, Target target, List<Regular> regulars) {
    return new Worker(database, settings(retries), Map.of("refill", target), regulars, clock);
  }

  @Override
  public void close() {
    server.close();
  }
}
