package dev.linnet.monitor;

import dev.linnet.config.Env;
import dev.linnet.links.ShortUrls;
import dev.linnet.mongo.MongoConfig;
import dev.linnet.postgres.KeyPoolConfig;
import dev.linnet.postgres.PostgresConfig;
import dev.linnet.redis.RedisConfig;
import dev.linnet.telemetry.TelemetryConfig;
import java.net.URI;

/** The settings of this function. */
record MonitorConfig(
    ShortUrls shortUrls,
    KeyPoolConfig keys,
    PostgresConfig postgres,
    MongoConfig mongo,
    RedisConfig redis,
    TelemetryConfig telemetry) {
  private static final URI DEFAULT_BASE = URI.create("http://localhost:8080");

  static MonitorConfig from(Env environment) {
    return environment.read(
        env ->
            new MonitorConfig(
                new ShortUrls(env.uri("BASE_URL", DEFAULT_BASE, "http", "https")),
                KeyPoolConfig.from(env),
                PostgresConfig.from(env),
                MongoConfig.from(env),
                RedisConfig.from(env),
                TelemetryConfig.from(env, MonitorApplication.NAME)));
  }
}
