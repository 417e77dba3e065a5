package dev.linnet.postgres;

import dev.linnet.config.Env;
import dev.linnet.config.Secret;

/**
 * Where PostgreSQL is, or the PgBouncer in front of it.
 *
 * @param password empty: none
 * @param poolSize connections that one environment may hold; from 1
 */
public record PostgresConfig(
    String host, int port, String database, String user, Secret password, int poolSize) {

  public PostgresConfig {
    if (poolSize < 1) {
      throw new IllegalArgumentException("A pool has at least one connection.");
    }
  }

  /** An environment of AWS Lambda serves one call at a time, so one connection is enough there. */
  public static PostgresConfig from(Env environment) {
    return environment.read(
        env ->
            new PostgresConfig(
                env.text("DB_HOST", "pgbouncer"),
                env.integer("DB_PORT", 6432, 1, 65535),
                env.text("DB_NAME", "url_shortener"),
                env.text("DB_USER", "postgres"),
                env.secret("DB_PASSWORD", ""),
                env.integer(
                    "DB_POOL_SIZE", env.isSet("AWS_LAMBDA_FUNCTION_NAME") ? 1 : 5, 1, 100)));
  }
}
