package dev.linnet.testbed;

import dev.linnet.config.Env;
import dev.linnet.embedded.Binaries;
import dev.linnet.embedded.EmbeddedMongo;
import dev.linnet.embedded.EmbeddedPostgres;
import dev.linnet.embedded.EmbeddedRedis;
import dev.linnet.embedded.FreePort;
import dev.linnet.links.CreationId;
import dev.linnet.links.Destination;
import dev.linnet.links.KeyBijection;
import dev.linnet.links.KeyPool;
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
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One real server of each kind, all of them empty at first. */
public final class Servers implements AutoCloseable {
  /** Of a server that is not there: nobody listens on this port. */
  public static final String NO_PORT = "1";

  public static final String NO_MONGO = "mongodb://127.0.0.1:" + NO_PORT;

  private static final String PASSWORD = "not-a-secret";

  private final Path folder;
  private final int redisPort = FreePort.find();
  private final EmbeddedPostgres postgres;
  private final EmbeddedMongo mongo;
  private EmbeddedRedis redis;

  public Servers(Path folder) {
    this.folder = folder;
    this.postgres =
        EmbeddedPostgres.start(
            Binaries.ofUser(), folder.resolve("postgres"), FreePort.find(), PASSWORD);
    this.mongo = EmbeddedMongo.start(folder.resolve("mongo"), FreePort.find());
    this.redis = startRedis();
  }

  /**
   * All settings that a function needs.
   *
   * @param changes settings, each followed by another value
   */
  public Env environment(String... changes) {
    Map<String, String> settings = new HashMap<>();
    settings.put("BASE_URL", "https://lnk.example");
    settings.put("TRACING_ENABLED", "false");
    settings.put("KEY_SECRET", "sixteen characters");
    settings.put("DB_HOST", "127.0.0.1");
    settings.put("DB_PORT", Integer.toString(postgres.port()));
    settings.put("DB_PASSWORD", PASSWORD);
    settings.put("MONGO_URI", "mongodb://127.0.0.1:" + mongo.port());
    settings.put("REDIS_HOST", "127.0.0.1");
    settings.put("REDIS_PORT", Integer.toString(redisPort));
    settings.put("REDIS_PASSWORD", PASSWORD);
    settings.put("REDIS_TIMEOUT", "PT5S"); // a busy machine is no broken one
    settings.put("EVENTS_ENDPOINT", "http://127.0.0.1:" + NO_PORT);
    for (int i = 0; i < changes.length; i += 2) {
      settings.put(changes[i], changes[i + 1]);
    }
    return Env.of(settings);
  }

  /** Makes the tables, and puts keys into the pool, in blocks of 64. */
  public void fillPool(long keys) {
    PostgresSchema.migrate(PostgresConfig.from(environment()));
    Object _ = withPool(pool -> pool.fill(keys, 64));
  }

  /** Takes every key out of the pool. */
  public void drainPool() {
    Object _ =
        withPool(
            pool -> {
              KeyPool.Claim claim = pool.claim();
              while (claim instanceof KeyPool.Claim.Claimed) {
                claim = pool.claim();
              }
              return claim;
            });
  }

  public long freeKeys() {
    return withPool(pool -> pool.level().free());
  }

  public void store(String key, String target, @Nullable Instant expiresAt) {
    Destination destination = new Destination(TargetUrl.ofAscii(target), expiresAt);
    CreationId creation = CreationId.random();
    Object _ =
        withLinks(
            links ->
                links.insert(new Link(new ShortKey(key), destination, Instant.EPOCH, creation)));
  }

  public Optional<Destination> find(String key) {
    return withLinks(links -> links.find(new ShortKey(key)));
  }

  public void stopRedis() {
    redis.close();
  }

  public void restartRedis() {
    redis = startRedis();
  }

  private <T> T withPool(Function<KeyPool, T> use) {
    KeyPoolConfig keys = KeyPoolConfig.from(environment());
    long capacity = new KeyBijection(keys.keyLength(), keys.secret().value()).capacity();
    try (PostgresPool pool = new PostgresPool(PostgresConfig.from(environment()))) {
      return use.apply(new PostgresKeyPool(pool, keys, capacity));
    }
  }

  private <T> T withLinks(Function<MongoLinkStore, T> use) {
    try (MongoConnection connection = new MongoConnection(MongoConfig.from(environment()))) {
      return use.apply(new MongoLinkStore(connection));
    }
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
