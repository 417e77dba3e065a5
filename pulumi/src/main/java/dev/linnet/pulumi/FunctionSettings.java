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
 * ARN, in {@code NAME_SECRET}.
 */
final class FunctionSettings {
  static final String SECRET_SUFFIX = "_SECRET";

  /** Linnet's handler runs in a context of its own; Spring's must not start beside it. */
  static final String LATE = "FUNCTION_INVOKER_LATE_INITIALIZATION";

  /** Names another bus than AWS's, and so is not set on AWS. */
  static final Set<String> NOT_ON_AWS = Set.of("EVENTS_ENDPOINT");

  /** What is the same in every stack. */
  private static final Map<String, String> FIXED =
      Map.ofEntries(
          Map.entry("DB_NAME", "url_shortener"),
          Map.entry("DB_USER", "postgres"),
          Map.entry("DB_POOL_SIZE", "1"),
          Map.entry("DB_MIGRATE", "true"),
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
          Map.entry("EXPIRED_RETENTION", "P30D"));

  private final Map<String, Output<String>> values = new HashMap<>();
  private final Secrets secrets;

  FunctionSettings(
      Output<String> baseUrl, DataServers servers, Output<String> eventBus, Secrets secrets) {
    this.secrets = secrets;
    FIXED.forEach((name, value) -> values.put(name, Output.of(value)));
    values.putAll(servers.settings());
    values.put("BASE_URL", baseUrl);
    values.put("EVENT_BUS", eventBus);
  }

  Output<Map<String, String>> of(LambdaFunction function) {
    Output<Map<String, String>> all = Output.of(Map.of(LATE, "true"));
    for (String name : function.variables()) {
      if (!NOT_ON_AWS.contains(name)) {
        boolean secret = SettingGroup.isSecret(name);
        String variable = secret ? name + SECRET_SUFFIX : name;
        Output<String> value = secret ? secrets.arn(name) : value(name);
        all = Output.tuple(all, value).applyValue(both -> with(both.t1, variable, both.t2));
      }
    }
    return all;
  }

  private Output<String> value(String name) {
    return Objects.requireNonNull(
        values.get(name), () -> "The stack has no value for the setting " + name + ".");
  }

  private static Map<String, String> with(Map<String, String> all, String name, String value) {
    Map<String, String> more = new HashMap<>(all);
    more.put(name, value);
    return more;
  }
}
