package dev.linnet.redis;

import dev.linnet.config.Env;
import dev.linnet.config.Secret;
import java.time.Duration;
import java.util.List;

/**
 * Where Redis is and how long it keeps entries.
 *
 * @param servers one; of a cluster any that lead to the others
 * @param password empty: none
 * @param ttl how long a live link is kept
 * @param negativeTtl how long an unknown or expired link is kept
 * @param timeout how long one command may take
 */
public record RedisConfig(
    List<RedisServer> servers,
    boolean cluster,
    Secret password,
    boolean tls,
    Duration ttl,
    Duration negativeTtl,
    Duration timeout) {
  static final Duration TTL = Duration.ofMinutes(30);
  static final Duration NEGATIVE_TTL = Duration.ofSeconds(30);

  private static final String LOCAL = "localhost";
  private static final Duration TIMEOUT = Duration.ofMillis(100);

  public RedisConfig {
    if (servers.isEmpty()) {
      throw new IllegalArgumentException("A cache has a server.");
    }
    if (!isPositive(ttl) || !isPositive(negativeTtl) || !isPositive(timeout)) {
      throw new IllegalArgumentException("The durations of a cache are at least a millisecond.");
    }
  }

  public static RedisConfig from(Env environment) {
    return environment.read(
        env ->
            new RedisConfig(
                servers(env),
                env.flag("REDIS_CLUSTER", false),
                env.secret("REDIS_PASSWORD", ""),
                env.flag("REDIS_TLS", false),
                env.duration("CACHE_TTL", TTL, Duration.ofSeconds(1), Duration.ofDays(30)),
                negativeTtl(env),
                env.duration(
                    "REDIS_TIMEOUT", TIMEOUT, Duration.ofMillis(5), Duration.ofSeconds(10))));
  }

  Lifetimes lifetimes() {
    return new Lifetimes(ttl, negativeTtl);
  }

  private static List<RedisServer> servers(Env env) {
    int port = env.integer("REDIS_PORT", 6379, 1, 65535);
    String hosts = env.text("REDIS_HOST", LOCAL);
    List<RedisServer> servers = RedisServer.parseAll(hosts, port);
    long named = hosts.chars().filter(c -> c == ',').count() + 1;
    if (servers.size() < named) {
      env.refuse("REDIS_HOST", "names or addresses with commas, each with or without a :port");
    } else if (named > 1 && !env.flag("REDIS_CLUSTER", false)) {
      env.refuse("REDIS_HOST", "one server, or several of a cluster with REDIS_CLUSTER=true");
    }
    return servers.isEmpty() ? List.of(new RedisServer(LOCAL, port)) : servers;
  }

  static Duration negativeTtl(Env env) {
    return env.duration(
        "NEGATIVE_CACHE_TTL", NEGATIVE_TTL, Duration.ofSeconds(1), Duration.ofHours(1));
  }

  private static boolean isPositive(Duration duration) {
    return duration.toMillis() > 0;
  }
}
