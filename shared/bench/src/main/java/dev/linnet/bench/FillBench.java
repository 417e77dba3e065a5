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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Fills of an empty key pool, on a PostgreSQL whose commits wait for the disk. */
final class FillBench {
  private static final String PASSWORD = "measured";
  private static final int BLOCK = 64;
  private static final int ROUNDS = 7;
  private static final int KEY_LENGTH = 7;

  /** A line of the table: the median of the rounds. */
  record Row(long keys, Duration time) {
    double perSecond() {
      return keys * 1e9 / time.toNanos();
    }
  }

  List<Row> run(long... sizes) throws IOException {
    Path folder = Files.createTempDirectory("linnet-bench-");
    try (EmbeddedPostgres server =
        EmbeddedPostgres.start(Binaries.ofUser(), folder, FreePort.find(), PASSWORD)) {
      PostgresConfig config =
          new PostgresConfig(
              "127.0.0.1",
              server.port(),
              EmbeddedPostgres.DATABASE,
              EmbeddedPostgres.USER,
              new Secret(PASSWORD),
              2);
      PostgresSchema.migrate(config);
      try (PostgresPool connections = new PostgresPool(config)) {
        fill(connections, BLOCK); // warms up
        List<Row> rows = new ArrayList<>();
        for (long size : sizes) {
          System.err.printf("  fill of %,d keys ...%n", size);
          rows.add(median(connections, size));
        }
        return rows;
      }
    } finally {
      Folders.delete(folder);
    }
  }

  private static Row median(PostgresPool connections, long keys) {
    List<Duration> times = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      times.add(fill(connections, keys));
    }
    times.sort(null);
    return new Row(keys, times.get(ROUNDS / 2));
  }

  /** Each fill starts with what is free, so the population to reach lies so much higher. */
  private static Duration fill(PostgresPool connections, long keys) {
    KeyBijection bijection = new KeyBijection(KEY_LENGTH, PASSWORD + PASSWORD);
    KeyPoolConfig config =
        new KeyPoolConfig(KEY_LENGTH, new Secret(PASSWORD + PASSWORD), keys, 0, BLOCK);
    PostgresKeyPool pool = new PostgresKeyPool(connections, config, bijection.capacity());
    long free = pool.level().free();
    long start = System.nanoTime();
    KeyPool.Fill fill = pool.fill(free + keys, BLOCK);
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    if (!(fill instanceof KeyPool.Fill.Filled filled) || filled.made() < keys) {
      throw new IllegalStateException("Not filled: " + fill);
    }
    return time;
  }
}
