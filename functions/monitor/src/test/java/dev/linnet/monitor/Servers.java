package dev.linnet.monitor;

import dev.linnet.config.Env;
import dev.linnet.embedded.Binaries;
import dev.linnet.embedded.EmbeddedMongo;
import dev.linnet.embedded.EmbeddedPostgres;
import dev.linnet.embedded.EmbeddedRedis;
import dev.linnet.embedded.FreePort;
import dev.linnet.links.CreationId;
import dev.linnet.links.Destination;
import dev.linnet.links.KeyBijection;
import dev.linnet.links.Link;
import dev.linnet.links.ShortKey;
import dev.linnet.links.TargetUrl;
import dev.linnet.mongo.MongoConfig;
import dev.linnet.mongo.MongoConnection;
import dev.linnet.mongo.MongoLinkStore;
import dev.linnet.postgres.KeyPoolConfig;
import dev.linnet.postgres.PostgresConfig;
import dev.linnet.postgres.PostgresKeyPool;
import dev.linnet.postgres.PostgresPool;
import dev.linnet.postgres.PostgresSchema;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** One of each backend, with a key pool of 1,000 keys. */
final class Servers implements AutoCloseable {
  static final int KEYS = 1_000;

  private static final String PASSWORD = "not-a-secret";

  private final Path folder;
  private final int redisPort = FreePort.find();
  private final EmbeddedPostgres postgres;
  private final EmbeddedMongo mongo;
  private EmbeddedRedis redis;

  Servers(Path folder) {
    this.folder = folder;
    this.postgres =
        EmbeddedPostgres.start(
            Binaries.ofUser(), folder.resolve("postgres"), FreePort.find(), PASSWORD);
    this.mongo = EmbeddedMongo.start(folder.resolve("mongo"), FreePort.find());
    this.redis = startRedis();
    PostgresConfig config = PostgresConfig.from(Env.of(environment()));
    PostgresSchema.migrate(config);
    try (PostgresPool pool = new PostgresPool(config)) {
      KeyPoolConfig keys = KeyPoolConfig.from(Env.of(environment()));
      long capacity = new KeyBijection(keys.keyLength(), keys.secret().value()).capacity();
      new PostgresKeyPool(pool, keys, capacity).fill(KEYS, 100);
    }
  }

  /** All settings that lead here, with some of them replaced. */
  Map<String, String> environment(String... changes) {
    Map<String, String> environment = new HashMap<>(Monitor.NOWHERE);
    environment.put("DB_PORT", Integer.toString(postgres.port()));
    environment.put("DB_PASSWORD", PASSWORD);
    environment.put("MONGO_URI", "mongodb://127.0.0.1:" + mongo.port());
    environment.put("REDIS_HOST", "127.0.0.1");
    environment.put("REDIS_PORT", Integer.toString(redisPort));
    environment.put("REDIS_PASSWORD", PASSWORD);
    environment.put("REDIS_TIMEOUT", "PT5S"); // a busy machine is no broken one
    environment.put("KEY_LOW_MARK", Integer.toString(KEYS));
    for (int i = 0; i < changes.length; i += 2) {
      environment.put(changes[i], changes[i + 1]);
    }
    return environment;
  }

  void store(ShortKey... keys) {
    TargetUrl target = TargetUrl.ofAscii("https://www.example.com/");
    try (var connection = new MongoConnection(MongoConfig.from(Env.of(environment())))) {
      MongoLinkStore store = new MongoLinkStore(connection);
      for (ShortKey key : keys) {
        store.insert(
            new Link(
                key, new Destination(target, null), Instant.EPOCH, new CreationId(key.value())));
      }
    }
  }

  void stopRedis() {
    redis.close();
  }

  void restartRedis() {
    redis = startRedis();
  }

  private EmbeddedRedis startRedis() {
    return EmbeddedRedis.start(Binaries.ofUser(), folder.resolve("redis"), redisPort, PASSWORD);
  }

  @Override
  public void close() {
    redis.close();
    mongo.close();
    postgres.close();
  }
}
