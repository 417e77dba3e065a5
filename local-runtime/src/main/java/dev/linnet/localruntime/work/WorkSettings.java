package dev.linnet.localruntime.work;

import dev.linnet.config.Env;
import dev.linnet.config.Secret;
import dev.linnet.topology.RetryPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where background work is kept and how it is done.
 *
 * @param retries by the function's name
 * @param poll how often the database is asked for what is due
 * @param heartbeat of running work; without six of them it is taken over by another worker
 * @param history how long finished work is remembered
 */
public record WorkSettings(
    Database database,
    Map<String, Retries> retries,
    int threads,
    Duration poll,
    Duration heartbeat,
    Duration history) {
  private static final int MAX_RETRIES = 185; // as EventBridge
  private static final Duration MAX_DELAY = Duration.ofDays(1);
  private static final Duration DEFAULT_AGE = Duration.ofDays(1); // as EventBridge

  public WorkSettings {
    retries = Map.copyOf(retries);
  }

  /** PostgreSQL, or the PgBouncer in front of it. */
  public record Database(String host, int port, String name, String user, Secret password) {}

  /**
   * Reads the settings.
   *
   * @param functions the names of those that may have background work
   */
  public static WorkSettings from(Env environment, List<String> functions) {
    return environment.read(
        env ->
            new WorkSettings(
                database(env),
                retries(env, functions),
                env.integer("TASK_THREADS", 4, 1, 64),
                env.duration(
                    "TASK_POLL", Duration.ofSeconds(1), Duration.ofMillis(50), Duration.ofHours(1)),
                env.duration(
                    "TASK_HEARTBEAT",
                    Duration.ofSeconds(5),
                    Duration.ofMillis(100),
                    Duration.ofMinutes(10)),
                env.duration(
                    "TASK_HISTORY",
                    Duration.ofDays(7),
                    Duration.ofMinutes(1),
                    Duration.ofDays(365))));
  }

  private static Database database(Env env) {
    return new Database(
        env.text("DB_HOST", "pgbouncer"),
        env.integer("DB_PORT", 6432, 1, 65535),
        env.text("DB_NAME", "url_shortener"),
        env.text("DB_USER", "postgres"),
        env.secret("DB_PASSWORD", ""));
  }

  private static Map<String, Retries> retries(Env env, List<String> functions) {
    Map<String, Retries> retries = new HashMap<>();
    Retries all =
        retries(
            env,
            "",
            new Retries(
                RetryPolicy.DEFAULT.maxRetries(), RetryPolicy.DEFAULT.delay(), DEFAULT_AGE));
    for (String function : functions) {
      retries.put(function, retries(env, "_" + function.toUpperCase(Locale.ROOT), all));
    }
    return retries;
  }

  private static Retries retries(Env env, String suffix, Retries otherwise) {
    return new Retries(
        env.integer(
            RetryPolicy.MAX_RETRIES_SETTING + suffix, otherwise.maxRetries(), 0, MAX_RETRIES),
        env.duration(
            RetryPolicy.DELAY_SETTING + suffix,
            otherwise.delay(),
            Duration.ofMillis(100),
            MAX_DELAY),
        env.duration(
            "TASK_MAX_AGE" + suffix, otherwise.maxAge(), Duration.ofMinutes(1), DEFAULT_AGE));
  }
}
