package dev.linnet.pulumi;

import com.pulumi.core.Output;
import dev.linnet.topology.LambdaFunction;
import dev.linnet.topology.SettingGroup;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The environment variables of each function: exactly those that it reads. Of a secret it gets the
 * ARN, in {@code NAME_SECRET_ARN}.
 */
final class FunctionSettings {
  static final String SECRET_SUFFIX = "_SECRET_ARN";

  /** As Ansible's roles have them. */
  static final String DATABASE = "url_shortener";

  static final String DATABASE_USER = "linnet";

  /** Linnet's handler starts its function itself; no Spring application may start beside it. */
  static final String LATE = "FUNCTION_INVOKER_LATE_INITIALIZATION";

  /** Of the data hosts' certificates, where the stack's settings have it. */
  static final String AUTHORITY = "TRUSTED_AUTHORITY";

  /** What is right on AWS without being set: AWS's own bus, and the version that was built. */
  static final Set<String> LEFT_ALONE = Set.of("EVENTS_ENDPOINT", "SERVICE_VERSION");

  /** What is the same in every stack. */
  private static final Map<String, String> FIXED =
      Map.ofEntries(
          Map.entry("DB_NAME", DATABASE),
          Map.entry("DB_USER", DATABASE_USER),
          Map.entry("DB_POOL_SIZE", "1"),
          Map.entry("DB_MIGRATE", "true"),
          // Its console is asked without TLS, which PgBouncer wants of functions on Lambda.
          Map.entry("PGBOUNCER_STATISTICS", "false"),
          Map.entry("REDIS_CLUSTER", "false"),
          Map.entry("MONGO_DATABASE", "linnet"),
          Map.entry("REDIS_TIMEOUT", "PT0.1S"),
          Map.entry("CACHE_TTL", "PT30M"),
          Map.entry("NEGATIVE_CACHE_TTL", "PT30S"),
          Map.entry("NEAR_CACHE_TTL", "PT5S"),
          Map.entry("NEAR_CACHE_SIZE", "100000"),
          Map.entry("KEY_LENGTH", "7"),
          Map.entry("KEY_POPULATION_COUNT", "100000"),
          Map.entry("KEY_LOW_MARK", "50000"),
          Map.entry("KEY_BATCH_SIZE", "64"),
          Map.entry("EXPIRED_RETENTION", "P30D"),
          Map.entry("LOG_FORMAT", "json"),
          Map.entry("LOG_LEVEL", "info"),
          Map.entry("OTLP_ENDPOINT", "http://localhost:4318"),
          Map.entry("METRICS_INTERVAL", "PT1M"),
          Map.entry("TRACING_ENABLED", "true"),
          // Metrics go to CloudWatch as log lines; traces would need a collector's extension layer.
          Map.entry("TRACING_SAMPLE_PERCENT", "0"));

  private final Map<String, Output<String>> values = new HashMap<>();
  private final Secrets secrets;

  FunctionSettings(
      StackSettings settings,
      Output<String> baseUrl,
      DataServers servers,
      Output<String> eventBus,
      Secrets secrets) {
    this.secrets = secrets;
    FIXED.forEach((name, value) -> values.put(name, Output.of(value)));
    values.putAll(servers.settings());
    values.put("BASE_URL", baseUrl);
    values.put("EVENT_BUS", eventBus);
    values.put("ENVIRONMENT", Output.of(settings.environment()));
    values.put("EDGE_CACHE_TTL", Output.of(settings.cdn() ? Cdn.KEPT.toString() : "PT0S"));
    settings.authority().ifPresent(pem -> values.put(AUTHORITY, Output.of(pem)));
  }

  Output<Map<String, String>> of(LambdaFunction function) {
    Output<Map<String, String>> all = Output.of(Map.of(LATE, "true"));
    for (String name : function.variables()) {
      if (!isLeftAlone(name)) {
        String variable = SettingGroup.isSecret(name) ? name + SECRET_SUFFIX : name;
        all =
            Output.tuple(all, value(name, function))
                .applyValue(both -> with(both.t1, variable, both.t2));
      }
    }
    return all;
  }

  private boolean isLeftAlone(String name) {
    return LEFT_ALONE.contains(name) || (name.equals(AUTHORITY) && !values.containsKey(name));
  }

  private Output<String> value(String name, LambdaFunction function) {
    if (SettingGroup.isSecret(name)) {
      return secrets.arn(name);
    }
    if (name.equals("SERVICE_NAME")) {
      return Output.of("linnet-" + function.name());
    }
    return Objects.requireNonNull(
        values.get(name), () -> "The stack has no value for the setting " + name + ".");
  }

  private static Map<String, String> with(Map<String, String> all, String name, String value) {
    Map<String, String> more = new HashMap<>(all);
    more.put(name, value);
    return more;
  }
}
