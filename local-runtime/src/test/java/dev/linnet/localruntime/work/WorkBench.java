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
    return settings(retries, BEAT);
  }

  private WorkSettings settings(Retries retries, Duration heartbeat) {
    WorkSettings.Database where =
        new WorkSettings.Database(
            "127.0.0.1",
            server.port(),
            EmbeddedPostgres.DATABASE,
            EmbeddedPostgres.USER,
            new Secret(PASSWORD));
    return new WorkSettings(
        where,
        Map.of("refill", retries, "cleanup", retries),
        4,
        Duration.ofMillis(50),
        heartbeat,
        Duration.ofDays(1));
  }

  /** A worker that has not started. */
  public Worker worker(
      WorkDatabase database, Retries retries, Target target, List<Regular> regulars) {
    return worker(database, retries, BEAT, target, regulars);
  }

  /**
   * The same with another heartbeat: a worker that is kept from six of them, as a busy machine does
   * to who is in a hurry, is taken for dead.
   */
  Worker worker(
      WorkDatabase database,
      Retries retries,
      Duration heartbeat,
      Target target,
      List<Regular> regulars) {
    return new Worker(
        database, settings(retries, heartbeat), Map.of("refill", target), regulars, clock);
  }

  @Override
  public void close() {
    server.close();
  }
}
