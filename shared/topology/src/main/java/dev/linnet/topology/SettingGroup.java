package dev.linnet.topology;

import java.util.List;
import java.util.Set;

/** Settings that are read together: what a function must be told to do its work. */
public enum SettingGroup {
  LINKS("BASE_URL"),
  KEYS("KEY_LENGTH", "KEY_SECRET", "KEY_POPULATION_COUNT", "KEY_LOW_MARK", "KEY_BATCH_SIZE"),
  POSTGRES("DB_HOST", "DB_PORT", "DB_NAME", "DB_USER", "DB_PASSWORD", "DB_POOL_SIZE"),
  MIGRATION("DB_MIGRATE"),
  PGBOUNCER("PGBOUNCER_STATISTICS"),
  MONGO("MONGO_URI", "MONGO_DATABASE"),
  REDIS(
      "REDIS_HOST",
      "REDIS_PORT",
      "REDIS_PASSWORD",
      "REDIS_TLS",
      "REDIS_CLUSTER",
      "REDIS_TIMEOUT",
      "CACHE_TTL",
      "NEGATIVE_CACHE_TTL"),
  NEAR_CACHE("NEAR_CACHE_TTL", "NEAR_CACHE_SIZE"),
  EVENTS("EVENT_BUS", "EVENTS_ENDPOINT"),
  EXPIRY("EXPIRED_RETENTION"),
  EDGE_CACHE("EDGE_CACHE_TTL"),
  TELEMETRY(
      "TRACING_ENABLED",
      "OTLP_ENDPOINT",
      "TRACING_SAMPLE_PERCENT",
      "METRICS_INTERVAL",
      "SERVICE_NAME",
      "SERVICE_VERSION",
      "ENVIRONMENT"),
  LOGS("LOG_FORMAT", "LOG_LEVEL"),
  TRUST("TRUSTED_AUTHORITY");

  /** What every function reads. */
  public static final Set<SettingGroup> OF_ALL = Set.of(TELEMETRY, LOGS, TRUST);

  private static final Set<String> SECRETS =
      Set.of("KEY_SECRET", "DB_PASSWORD", "MONGO_URI", "REDIS_PASSWORD");

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<String> names;

  SettingGroup(String... names) {
    this.names = List.of(names);
  }

  /** The environment variables. */
  public List<String> names() {
    return names;
  }

  /** Whether the value must not be seen. */
  public static boolean isSecret(String name) {
    return SECRETS.contains(name);
  }
}
