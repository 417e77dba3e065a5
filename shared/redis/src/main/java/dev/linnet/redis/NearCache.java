package dev.linnet.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.linnet.links.Destination;
import dev.linnet.links.LinkCache;
import dev.linnet.links.ShortKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A bounded copy in memory of what was read from the cache behind it.
 *
 * <p>Tracked, Redis reports the change of every key that was read. A read first takes the key's
 * place, then asks Redis, then puts the answer into that place: an invalidation that overtakes the
 * answer has cleared the place, and the answer is not kept. What was read through a connection is
 * served only while that connection vouches for it: until another one takes over, and at most 5 s
 * after Redis was last heard of. A lost connection, or one that silently hangs, thus lets nothing
 * be read that is older than that.
 *
 * <p>Untracked, an entry lives 5 s at most, and unknown keys are not kept. The same holds for what
 * the store says while Redis is away, until Redis is back, so that the store need not carry the
 * load of both.
 */
public final class NearCache implements LinkCache {
  private final LinkCache behind;
  private final RedisLinkCache redis;
  private final NearCacheConfig config;
  private final InstantSource clock;
  private final Cache<ShortKey, NearEntry> entries;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();

  /**
   * @param behind where reads and writes go: {@code redis}, or what is wrapped around it
   * @param redis must not be in use yet
   */
  public NearCache(
      LinkCache behind, RedisLinkCache redis, NearCacheConfig config, InstantSource clock) {
    this.behind = behind;
    this.redis = redis;
    this.config = config;
    this.clock = clock;
    this.entries =
        Caffeine.newBuilder()
            .maximumWeight(config.size())
            .weigher((ShortKey key, NearEntry entry) -> entry.weight())
            .executor(Runnable::run)
            .build();
    if (config.tracked()) {
      redis.track(new Listener());
    }
  }

  @Override
  public Lookup read(ShortKey key) {
    NearEntry entry = entries.getIfPresent(key);
    Lookup lookup = entry == null ? null : entry.at(clock.millis());
    if (lookup != null) {
      hits.increment();
      return lookup;
    }
    misses.increment();
    NearEntry place = takePlace(key, entry);
    return place == null ? behind.read(key) : readInto(place, key);
  }

  @Override
  public void put(ShortKey key, Destination destination) {
    try {
      behind.put(key, destination);
    } finally {
      entries.invalidate(key);
    }
  }

  @Override
  public void fill(ShortKey key, Optional<Destination> answer) {
    try {
      behind.fill(key, answer);
    } finally {
      entries.invalidate(key);
      if (redis.session(key) == null) {
        keepWithoutRedis(key, answer);
      }
    }
  }

  @Override
  public void remove(ShortKey key) {
    try {
      behind.remove(key);
    } finally {
      entries.invalidate(key);
    }
  }

  @Override
  public Lookup lastKnown(ShortKey key) {
    NearEntry entry = entries.getIfPresent(key);
    Lookup known = entry == null ? null : entry.lastKnownAt(clock.millis());
    return known instanceof Lookup.Hit ? known : Lookup.MISS;
  }

  /** Forgets everything, as before a checkpoint of the process. */
  public void clear() {
    entries.invalidateAll();
  }

  /** Reads that were answered from memory, since the start. */
  public long hits() {
    return hits.sum();
  }

  /** Reads that went on to the cache behind, since the start. */
  public long misses() {
    return misses.sum();
  }

  /** Entries, roughly. */
  public long size() {
    return entries.estimatedSize();
  }

  private void keepWithoutRedis(ShortKey key, Optional<Destination> answer) {
    Instant now = clock.instant();
    answer
        .map(Lookup.Hit::new)
        .ifPresent(
            hit -> {
              long freshUntil = now.plus(config.lifetime(hit, false, now)).toEpochMilli();
              LongPredicate voucher = at -> at < freshUntil && redis.session(key) == null;
              entries.put(key, NearEntry.of(hit, voucher, now, config.lifetime(hit, true, now)));
            });
  }

  /** Null: somebody else has it, and what we read is not kept. */
  private @Nullable NearEntry takePlace(ShortKey key, @Nullable NearEntry old) {
    NearEntry place = NearEntry.place(old);
    boolean taken =
        old == null
            ? entries.asMap().putIfAbsent(key, place) == null
            : !old.isPlace() && entries.asMap().replace(key, old, place);
    return taken ? place : null;
  }

  private Lookup readInto(NearEntry place, ShortKey key) {
    Session session = redis.session(key);
    Instant readAt = clock.instant();
    NearEntry kept = null;
    try {
      Lookup lookup = behind.read(key);
      kept = entry(lookup, session, readAt);
      return lookup;
    } finally {
      leave(place, key, kept);
    }
  }

  /** What was there before comes back only where Redis, which knows better, is away. */
  private void leave(NearEntry place, ShortKey key, @Nullable NearEntry kept) {
    NearEntry next = kept == null && redis.session(key) == null ? place.earlier() : kept;
    if (next == null) {
      entries.asMap().remove(key, place);
    } else {
      entries.asMap().replace(key, place, next);
    }
  }

  /**
   * @param session the current one before the read; if another one took over, it is retired by now
   */
  private @Nullable NearEntry entry(Lookup lookup, @Nullable Session session, Instant readAt) {
    if (config.tracked() && session == null) { // read through the first session, which came after
      return null;
    }
    Session voucher = session != null && session.isTracked() ? session : null;
    Duration life = config.lifetime(lookup, voucher != null, readAt);
    return life.isPositive()
        ? NearEntry.of(lookup, voucher == null ? null : voucher::vouchesAt, readAt, life)
        : null;
  }

  private final class Listener implements Invalidations {
    @Override
    public void changed(ShortKey key) {
      entries.invalidate(key);
    }

    @Override
    public void allChanged() {
      entries.invalidateAll();
    }
  }
}
