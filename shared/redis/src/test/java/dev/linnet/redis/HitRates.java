package dev.linnet.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How often a cache has the answer, by simulation: the cache of {@link NearCache}, requests for
 * links whose popularity is Zipf's, and a clock that the requests themselves move.
 */
final class HitRates {
  static final long LINKS = 1_000_000_000;

  private static final long SEED = 8;
  private static final double NANOS = 1e9;
  private static final double STEP = 1.001; // from rank to rank, where one stands for many
  private static final long SINGLE = 10_000; // ranks that are looked at one by one

  private HitRates() {}

  /**
   * The share of requests that are answered from memory, once the cache is warm.
   *
   * @param size entries at most
   * @param ttl an entry's life, which a hit does not prolong
   * @param perSecond requests to this process
   */
  static double near(double exponent, int size, Duration ttl, int perSecond, int requests) {
    Zipf zipf = new Zipf(LINKS, exponent, new SplittableRandom(SEED));
    Cache<Long, Long> entries =
        Caffeine.newBuilder().maximumSize(size).executor(Runnable::run).build();
    int hits = 0;
    for (int i = 0; i < 2 * requests; i++) {
      long now = (long) (i * (NANOS / perSecond));
      long link = zipf.next();
      Long until = entries.getIfPresent(link);
      if (until == null || now >= until) {
        entries.put(link, now + ttl.toNanos());
      } else if (i >= requests) {
        hits++;
      }
    }
    return (double) hits / requests;
  }

  /**
   * What a cache holds that is large enough for all that its entries' lives keep in it.
   *
   * @param hitRate the share of requests that it answers
   * @param entries how many live at one time
   */
  record Steady(double hitRate, double entries) {}

  /**
   * By calculation: of a link that is asked for {@code r} times in an entry's life, a share of
   * {@code r / (1 + r)} of the requests hits, and just as long an entry of it lives.
   */
  static Steady unbounded(double exponent, Duration ttl, double perSecond) {
    Zipf zipf = new Zipf(LINKS, exponent, new SplittableRandom(SEED));
    double all = zipf.integral(LINKS + 0.5) - zipf.integral(0.5);
    double hits = 0;
    double entries = 0;
    for (double from = 0.5; from < LINKS; ) {
      double to = from < SINGLE ? from + 1 : Math.min(LINKS + 0.5, from * STEP);
      double share = (zipf.integral(to) - zipf.integral(from)) / all;
      double asked = perSecond * ttl.toSeconds() * share / (to - from);
      double alive = asked / (1 + asked);
      hits += share * alive;
      entries += (to - from) * alive;
      from = to;
    }
    return new Steady(hits, entries);
  }
}
