package dev.linnet.bench;

import dev.linnet.embedded.Binaries;
import dev.linnet.embedded.EmbeddedMongo;
import dev.linnet.embedded.EmbeddedPostgres;
import dev.linnet.embedded.EmbeddedRedis;
import dev.linnet.embedded.Folders;
import dev.linnet.embedded.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * PostgreSQL and Redis in processes of their own and a MongoDB-compatible server in this one, all
 * in a new folder: a service that uses them spends its own processor time only.
 */
final class Servers implements AutoCloseable {
  static final String PASSWORD = "measured-by-bench";

  private final Path folder;
  private final EmbeddedPostgres postgres;
  private final EmbeddedRedis redis;
  private final EmbeddedMongo mongo;

  private Servers(Path folder) {
    Binaries binaries = Binaries.ofUser();
    this.folder = folder;
    this.postgres =
        EmbeddedPostgres.start(binaries, folder.resolve("postgres"), FreePort.find(), PASSWORD);
    this.redis = EmbeddedRedis.start(binaries, folder.resolve("redis"), FreePort.find(), PASSWORD);
    this.mongo = EmbeddedMongo.start(folder.resolve("mongo"), FreePort.find());
  }

  static Servers start() throws IOException {
    return new Servers(Files.createTempDirectory("linnet-bench-"));
  }

  String mongoUri() {
    return "mongodb://127.0.0.1:" + mongo.port();
  }

  /** Under which a service finds them. */
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("DB_HOST", "127.0.0.1");
    settings.put("DB_PORT", Integer.toString(postgres.port()));
    settings.put("DB_NAME", EmbeddedPostgres.DATABASE);
    settings.put("DB_USER", EmbeddedPostgres.USER);
    settings.put("DB_PASSWORD", PASSWORD);
    settings.put("REDIS_HOST", "127.0.0.1");
    settings.put("REDIS_PORT", Integer.toString(redis.port()));
    settings.put("REDIS_PASSWORD", PASSWORD);
    settings.put("MONGO_URI", mongoUri());
    settings.put("KEY_SECRET", PASSWORD + PASSWORD);
    settings.put("KEY_POPULATION_COUNT", "400000");
    settings.put("TRACING_ENABLED", "false");
    return settings;
  }

  Map<String, String> settings(String name, String value) {
    Map<String, String> settings = settings();
    settings.put(name, value);
    return settings;
  }

  @Override
  public void close() throws IOException {
    try (postgres;
        redis;
        mongo) {
      // Each is closed, whatever becomes of the others.
    } finally {
      Folders.delete(folder);
    }
  }
}
