package dev.linnet.refill;

import dev.linnet.config.Env;
import dev.linnet.postgres.KeyPoolConfig;
import dev.linnet.postgres.PostgresConfig;
import dev.linnet.telemetry.TelemetryConfig;

/**
 * The settings of this function.
 *
 * @param migrate whether to bring the tables up to date at the start
 */
record RefillConfig(
    KeyPoolConfig keys, PostgresConfig postgres, boolean migrate, TelemetryConfig telemetry) {
  static RefillConfig from(Env environment) {
    return environment.read(
        env ->
            new RefillConfig(
                KeyPoolConfig.from(env),
                PostgresConfig.from(env),
                env.flag("DB_MIGRATE", false),
                TelemetryConfig.from(env, RefillApplication.NAME)));
  }
}
