package dev.linnet.localruntime;

import dev.linnet.embedded.Binaries;
import dev.linnet.embedded.EmbeddedMongo;
import dev.linnet.embedded.EmbeddedPostgres;
import dev.linnet.embedded.EmbeddedRedis;
import dev.linnet.embedded.FreePort;
import dev.linnet.embedded.KeptSecret;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The embedded servers, and the settings under which the functions find them. */
final class Backends implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private final EmbeddedRedis redis;
  private final EmbeddedMongo mongo;
  private final Map<String, String> settings;

  private Backends(
      EmbeddedPostgres postgres,
      EmbeddedRedis redis,
      EmbeddedMongo mongo,
      Map<String, String> settings) {
    this.postgres = postgres;
    this.redis = redis;
    this.mongo = mongo;
    this.settings = Map.copyOf(settings);
  }

  /** Starts the three at the same time, each on a free port. */
  static Backends start(Path data) {
    Binaries binaries = Binaries.ofUser();
    String postgresPassword = KeptSecret.in(data.resolve("secrets"), "postgres-password");
    String redisPassword = KeptSecret.in(data.resolve("secrets"), "redis-password");
    try (ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor()) {
      var postgres =
          CompletableFuture.supplyAsync(
              () ->
                  EmbeddedPostgres.start(
                      binaries, data.resolve("postgres"), FreePort.find(), postgresPassword),
              starters);
      var redis =
          CompletableFuture.supplyAsync(
              () ->
                  EmbeddedRedis.start(
                      binaries, data.resolve("redis"), FreePort.find(), redisPassword),
              starters);
      var mongo =
          CompletableFuture.supplyAsync(
              () -> EmbeddedMongo.start(data.resolve("mongo"), FreePort.find()), starters);
      return together(
          postgres,
          redis,
          mongo,
          Map.of(
              "DB_PASSWORD",
              postgresPassword,
              "REDIS_PASSWORD",
              redisPassword,
              "KEY_SECRET",
              KeptSecret.in(data.resolve("secrets"), "key-secret")));
    }
  }

  private static Backends together(
      CompletableFuture<EmbeddedPostgres> postgres,
      CompletableFuture<EmbeddedRedis> redis,
      CompletableFuture<EmbeddedMongo> mongo,
      Map<String, String> secrets) {
    try {
      CompletableFuture.allOf(postgres, redis, mongo).join();
    } catch (CompletionException e) {
      closeWhatStarted(postgres);
      closeWhatStarted(redis);
      closeWhatStarted(mongo);
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    Map<String, String> settings = new HashMap<>(secrets);
    settings.put("DB_HOST", "127.0.0.1");
    settings.put("DB_PORT", Integer.toString(postgres.join().port()));
    settings.put("DB_NAME", EmbeddedPostgres.DATABASE);
    settings.put("DB_USER", EmbeddedPostgres.USER);
    settings.put("REDIS_HOST", "127.0.0.1");
    settings.put("REDIS_PORT", Integer.toString(redis.join().port()));
    settings.put("MONGO_URI", "mongodb://127.0.0.1:" + mongo.join().port());
    return new Backends(postgres.join(), redis.join(), mongo.join(), settings);
  }

  private static void closeWhatStarted(CompletableFuture<? extends AutoCloseable> server) {
    if (server.isDone() && !server.isCompletedExceptionally()) {
      try {
        server.join().close();
      } catch (Exception e) {
        throw new IllegalStateException("A server that had started does not stop.", e);
      }
    }
  }

  Map<String, String> settings() {
    return settings;
  }

  /** What an operator or a test that kills servers wants to know. */
  String description() {
    return "PostgreSQL 127.0.0.1:%d (pid %d), Redis 127.0.0.1:%d (pid %d), MongoDB 127.0.0.1:%d"
        .formatted(postgres.port(), postgres.pid(), redis.port(), redis.pid(), mongo.port());
  }

  @Override
  public void close() {
    try (postgres;
        redis;
        mongo) {
      // Each is closed, whatever becomes of the others.
    }
  }
}
