package dev.linnet.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.linnet.links.Destination;
import dev.linnet.links.LinkCache;
import dev.linnet.links.LinkCache.Lookup;
import dev.linnet.links.ShortKey;
import dev.linnet.links.TargetUrl;
import dev.linnet.links.Unavailable;
import io.lettuce.core.KeyValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Readers, writers and broken connections, all at once: no near cache may be left with a lie. */
final class NearCacheStormTest extends OnRedis {
  private static final int READERS = 47;
  private static final int WRITERS = 16; // and one that breaks connections: 64 threads
  private static final int BREAKS = 10;
  private static final int RACES = 5_000;
  private static final Duration CALM = Duration.ofSeconds(1);
  private static final ThreadFactory DAEMONS = Thread.ofPlatform().daemon().factory();
  private static final List<ShortKey> KEYS =
      IntStream.range(0, 500).mapToObj(i -> new ShortKey("key-" + i)).toList();
  private static final String[] NAMES = KEYS.stream().map(EntryKeys::of).toArray(String[]::new);

  private final AtomicBoolean raging = new AtomicBoolean(true);

  @Test
  void a_second_after_the_last_write_no_near_cache_differs_from_redis() {
    List<NearCache> nears = List.of(near(), near());
    List<LinkCache> writable = List.of(nears.get(0), nears.get(1), remote(LONG), remote(LONG));
    try (ExecutorService threads = Executors.newThreadPerTaskExecutor(DAEMONS)) {
      try {
        start(READERS, nears, threads, (near, random) -> near.read(key(random)));
        start(WRITERS, writable, threads, NearCacheStormTest::write);
        for (int i = 0; i < BREAKS; i++) {
          breakConnections();
          awaitAll(nears, near -> near.size() > KEYS.size() / 2);
        }
        // What was kept wrongly on this last connection is not cleared by the next one.
        List<Long> before = nears.stream().map(NearCache::misses).toList();
        for (int i = 0; i < nears.size(); i++) {
          long enough = before.get(i) + RACES;
          awaitAll(nears.subList(i, i + 1), near -> near.misses() > enough);
        }
      } finally {
        raging.set(false);
      }
      threads.shutdown(); // and nobody writes any more
      await().until(threads::isTerminated);
      long calmAt = System.nanoTime() + CALM.toNanos();
      await().until(() -> System.nanoTime() > calmAt);
      assertThat(lies(nears)).isEmpty();
    }
  }

  private <C> void start(
      int count,
      List<? extends C> caches,
      ExecutorService threads,
      BiConsumer<C, SplittableRandom> step) {
    for (int i = 0; i < count; i++) {
      C cache = caches.get(i % caches.size());
      SplittableRandom random = new SplittableRandom(i);
      threads.execute(
          () -> {
            while (raging.get()) {
              try {
                step.accept(cache, random);
              } catch (Unavailable e) {
                Thread.onSpinWait(); // the connection was broken: that is the storm
              }
            }
          });
    }
  }

  private static void awaitAll(List<NearCache> nears, Predicate<NearCache> condition) {
    await()
        .atMost(LONG)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> nears.stream().allMatch(condition));
  }

  private NearCache near() {
    return near(new NearCacheConfig(true, Duration.ofMinutes(10), Duration.ofMinutes(10), 100_000));
  }

  private static void write(LinkCache cache, SplittableRandom random) {
    ShortKey key = key(random);
    switch (random.nextInt(4)) {
      case 0 -> cache.remove(key);
      case 1 -> cache.fill(key, Optional.empty());
      case 2 -> cache.fill(key, Optional.of(destination(random)));
      default -> cache.put(key, destination(random));
    }
  }

  /** Answers from memory that are not what Redis says. */
  private static List<String> lies(List<NearCache> nears) {
    List<String> lies = new ArrayList<>();
    List<Lookup> truths = redis.mget(NAMES).stream().map(NearCacheStormTest::truth).toList();
    for (NearCache near : nears) {
      for (int i = 0; i < KEYS.size(); i++) {
        Lookup answer = near.read(KEYS.get(i));
        if (!answer.equals(truths.get(i))) {
          lies.add(KEYS.get(i) + ": " + answer + " instead of " + truths.get(i));
        }
      }
    }
    return lies;
  }

  private static Lookup truth(KeyValue<String, String> entry) {
    return entry.hasValue()
        ? EntryFormat.decode(entry.getValue().getBytes(US_ASCII)).orElseThrow()
        : Lookup.MISS;
  }

  private static ShortKey key(SplittableRandom random) {
    return KEYS.get(random.nextInt(KEYS.size()));
  }

  private static Destination destination(SplittableRandom random) {
    return new Destination(TargetUrl.ofAscii("https://example.com/" + random.nextLong()), null);
  }
}
