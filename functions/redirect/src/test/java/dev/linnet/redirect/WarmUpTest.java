package dev.linnet.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.linnet.config.Env;
import dev.linnet.links.LinkStore;
import dev.linnet.mongo.MongoConfig;
import dev.linnet.mongo.MongoConnection;
import dev.linnet.mongo.MongoLinkStore;
import dev.linnet.redis.RedisConfig;
import dev.linnet.redis.RedisLinkCache;
import dev.linnet.testbed.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmUpTest {
  private static Servers servers;

  @BeforeAll
  static void start(@TempDir Path folder) {
    servers = new Servers(folder);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Test
  void it_ends_when_the_store_has_answered_and_goes_on_to_open_more_connections() {
    Env env = servers.environment();
    try (MongoConnection mongo = new MongoConnection(MongoConfig.from(env));
        RedisLinkCache redis = redis(env)) {
      WarmUp.run(redis, new MongoLinkStore(mongo), Duration.ofSeconds(30));

      assertThat(mongo.use().size()).isPositive();
      await().until(() -> mongo.use().size() > 1);
    }
  }

  @Test
  void servers_that_are_not_there_are_in_nobodys_way_for_longer_than_the_limit() {
    Env env = servers.environment("MONGO_URI", Servers.NO_MONGO, "REDIS_PORT", Servers.NO_PORT);
    try (MongoConnection nobody = new MongoConnection(MongoConfig.from(env));
        RedisLinkCache redis = redis(env)) {
      LinkStore store = new MongoLinkStore(nobody);
      long start = System.nanoTime();

      WarmUp.run(redis, store, Duration.ofMillis(200));

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  private static RedisLinkCache redis(Env env) {
    return new RedisLinkCache(RedisConfig.from(env), InstantSource.system());
  }
}
