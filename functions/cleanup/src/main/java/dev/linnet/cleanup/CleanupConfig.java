package dev.linnet.cleanup;

import dev.linnet.config.Env;
import dev.linnet.mongo.MongoConfig;
import dev.linnet.telemetry.TelemetryConfig;
import java.time.Duration;

/**
 * The settings of this function.
 *
 * @param retention how long an expired link still answers 410
 */
record CleanupConfig(MongoConfig mongo, Duration retention, TelemetryConfig telemetry) {
  static CleanupConfig from(Env environment) {
    return environment.read(
        env ->
            new CleanupConfig(
                MongoConfig.from(env),
                env.duration(
                    "EXPIRED_RETENTION", Duration.ofDays(30), Duration.ZERO, Duration.ofDays(3650)),
                TelemetryConfig.from(env, CleanupApplication.NAME)));
  }
}
