package dev.linnet.refill;

import dev.linnet.config.Env;
import dev.linnet.postgres.KeyPoolConfig;
import dev.linnet.postgres.PostgresConfig;

/**
 * The settings of this function.
 *
 * @param migrate whether to bring the tables up to date at the start
 */
record RefillConfig(KeyPoolConfig keys, PostgresConfig postgres, boolean migrate) {
  static RefillConfig from(Env environment) {
    return environment.read(
        env ->
            new RefillConfig(
                KeyPoolConfig.from(env), PostgresConfig.from(env), env.flag("DB_MIGRATE", false)));
  }
}
