package dev.linnet.redis;

import dev.linnet.config.Env;
import dev.linnet.links.LinkCache.Lookup;
import java.time.Duration;
import java.time.Instant;

/**
 * What is kept in memory in front of Redis.
 *
 * @param tracked whether Redis tells this process about changed keys; impossible where the process
 *     is frozen between calls, as on AWS Lambda
 * @param ttl how long an entry lives; untracked, at most {@link #UNTRACKED_TTL}
 * @param negativeTtl how long an unknown or expired link is kept, at most {@code ttl}
 * @param size entries of usual length; 0 keeps none
 */
public record NearCacheConfig(boolean tracked, Duration ttl, Duration negativeTtl, int size) {
  /** The longest time for which anybody may see an old entry that nobody vouches for. */
  static final Duration UNTRACKED_TTL = Duration.ofSeconds(5);

  private static final Duration TRACKED_TTL = Duration.ofSeconds(60);

  public NearCacheConfig {
    if (ttl.isNegative() || negativeTtl.isNegative() || size < 0) {
      throw new IllegalArgumentException("The limits of a near cache are not negative.");
    }
    if (!tracked && ttl.compareTo(UNTRACKED_TTL) > 0) {
      throw new IllegalArgumentException("An untracked near cache keeps entries for 5 s at most.");
    }
  }

  public static NearCacheConfig from(Env environment) {
    return environment.read(
        env -> {
          boolean tracked = !env.isSet("AWS_LAMBDA_FUNCTION_NAME");
          return new NearCacheConfig(
              tracked,
              env.duration(
                  "NEAR_CACHE_TTL",
                  tracked ? TRACKED_TTL : UNTRACKED_TTL,
                  Duration.ZERO,
                  tracked ? Duration.ofHours(1) : UNTRACKED_TTL),
              RedisConfig.negativeTtl(env),
              env.integer("NEAR_CACHE_SIZE", 100_000, 0, 10_000_000));
        });
  }

  /**
   * How long a lookup is kept.
   *
   * @param vouched whether Redis would report its change
   */
  Duration lifetime(Lookup lookup, boolean vouched, Instant readAt) {
    Lifetimes lifetimes = new Lifetimes(ttl, negativeTtl).atMost(vouched ? ttl : UNTRACKED_TTL);
    return switch (lookup) {
      case Lookup.Hit(var destination) -> lifetimes.of(destination, readAt);
      case Lookup.KnownUnknown() -> vouched ? lifetimes.negative() : Duration.ZERO;
      case Lookup.Miss() -> Duration.ZERO;
    };
  }
}
