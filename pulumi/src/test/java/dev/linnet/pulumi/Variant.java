package dev.linnet.pulumi;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The stacks that the tests declare, each once in a run. */
enum Variant {
  DEV(Map.of()),
  PROD(
      Map.of("environment", "prod", "domain", "links.example.com", "zone", "Z1", "size", "medium")),
  PROD_ALB(
      Map.of(
          "environment", "prod",
          "edge", "alb",
          "domain", "links.example.com",
          "zone", "Z1",
          "entrance", "ssh",
          "operators", "198.51.100.0/24",
          "observability", "true",
          "awsTrafficGigabytes", "3000")),
  HOSTS(
      Map.of(
          "compute", "hosts",
          "observability", "true",
          "edge", "alb",
          "domain", "links.example.com",
          "zone", "Z1",
          "size", "medium")),
  MANAGED(
      Map.of(
          "environment", "prod",
          "domain", "links.example.com",
          "zone", "Z1",
          "data", "managed",
          "mongoNetwork", "192.168.248.0/21")),
  CDN(Map.of("domain", "links.example.com", "zone", "Z1", "cdn", "true"));

  /** What stands for every secret, so that a test can look for it. */
  static final String PLANTED_SECRET = "never-seen-in-clear-";

  private static final Map<Variant, Graph> DECLARED = new EnumMap<>(Variant.class);

  @SuppressWarnings("ImmutableEnumChecker") // Map.copyOf
  private final Map<String, String> config;

  Variant(Map<String, String> more) {
    Map<String, String> config = new HashMap<>();
    config.put("alarmEmail", "ops@example.com");
    config.put("keyPair", "operators");
    for (StackSecret secret : StackSecret.values()) {
      config.put(secret.configName(), PLANTED_SECRET + secret.awsName());
    }
    config.putAll(more);
    this.config = Map.copyOf(config);
  }

  Map<String, String> config() {
    return config;
  }

  /** What the program declares for it. */
  synchronized Graph graph() {
    return DECLARED.computeIfAbsent(this, variant -> Recording.of(variant.config));
  }

  /** Its name in the names of files: {@code prod-alb}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
