package dev.linnet.monitor;

import dev.linnet.links.KeyBijection;
import dev.linnet.mongo.MongoConnection;
import dev.linnet.postgres.KeyPoolConfig;
import dev.linnet.postgres.PgBouncer;
import dev.linnet.postgres.PostgresKeyPool;
import dev.linnet.postgres.PostgresPool;
import dev.linnet.redis.RedisLinkCache;
import dev.linnet.resilience.Guard;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** All that Linnet keeps its things in; nothing is connected before it is looked at. */
record Backends(
    PostgresPool postgres,
    Optional<PgBouncer> pgBouncer,
    PostgresKeyPool keys,
    long lowMark,
    MongoConnection mongo,
    RedisLinkCache redis) {

  static Backends of(MonitorConfig config, InstantSource clock) {
    KeyPoolConfig keys = config.keys();
    PostgresPool postgres = new PostgresPool(config.postgres());
    long capacity = new KeyBijection(keys.keyLength(), keys.secret().value()).capacity();
    return new Backends(
        postgres,
        Optional.of(config)
            .filter(MonitorConfig::pgBouncerStatistics)
            .map(it -> new PgBouncer(it.postgres())),
        new PostgresKeyPool(postgres, keys, capacity),
        keys.lowMark(),
        new MongoConnection(config.mongo()),
        new RedisLinkCache(config.redis(), clock));
  }

  /** Each with a breaker of its own: what is broken is not asked every time. */
  List<Dependency> dependencies() {
    return List.of(
        Dependency.answering("postgresql", false, Guard.of("database"), postgres::ping),
        Dependency.answering("mongodb", true, Guard.of("link store"), mongo::ping),
        Dependency.answering("redis", false, Guard.of("cache"), redis::ping),
        new Dependency("key_pool", false, Guard.of("key pool"), new KeyPoolLook(keys, lowMark)));
  }
}
