package dev.linnet.redirect;

import dev.linnet.config.Env;
import dev.linnet.links.ShortUrls;
import dev.linnet.mongo.MongoConfig;
import dev.linnet.redis.NearCacheConfig;
import dev.linnet.redis.RedisConfig;
import dev.linnet.telemetry.TelemetryConfig;
import java.net.URI;
import java.time.Duration;

/** The settings of this function. */
record RedirectConfig(
    ShortUrls shortUrls,
    MongoConfig mongo,
    RedisConfig redis,
    NearCacheConfig nearCache,
    Duration edgeCacheTtl,
    TelemetryConfig telemetry) {
  private static final URI DEFAULT_BASE = URI.create("http://localhost:8080");

  static RedirectConfig from(Env environment) {
    return environment.read(
        env ->
            new RedirectConfig(
                new ShortUrls(env.uri("BASE_URL", DEFAULT_BASE, "http", "https")),
                MongoConfig.from(env),
                RedisConfig.from(env),
                NearCacheConfig.from(env),
                env.duration("EDGE_CACHE_TTL", Duration.ZERO, Duration.ZERO, Duration.ofHours(1)),
                TelemetryConfig.from(env, RedirectApplication.NAME)));
  }

  /** Whether this process is one on a host, and not one that Lambda freezes between calls. */
  boolean livesLong() {
    return nearCache.tracked();
  }
}
