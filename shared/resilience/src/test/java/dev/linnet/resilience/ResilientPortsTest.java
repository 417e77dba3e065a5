package dev.linnet.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.links.CreationId;
import dev.linnet.links.Destination;
import dev.linnet.links.IdempotencyLog;
import dev.linnet.links.KeyBlock;
import dev.linnet.links.KeyPool;
import dev.linnet.links.Link;
import dev.linnet.links.LinkCache;
import dev.linnet.links.LinkCache.Lookup;
import dev.linnet.links.LinkStore;
import dev.linnet.links.LinkStore.Insertion;
import dev.linnet.links.ShortKey;
import dev.linnet.links.TargetUrl;
import dev.linnet.links.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ResilientPortsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final ShortKey KEY = new ShortKey("k7f3qXw");
  private static final Destination A =
      new Destination(TargetUrl.ofAscii("https://a.example/"), null);
  private static final Link LINK = new Link(KEY, A, NOW, new CreationId("one"));
  private static final IdempotencyLog.Entry ENTRY =
      new IdempotencyLog.Entry("hash", "body", KEY, new CreationId("one"), NOW);

  private final Trouble trouble = new Trouble();
  private final Guard guard =
      Guard.of(
          "backend",
          new ResilienceConfig(
              LONG, 100, 50, LONG, 1, 2, Duration.ofMillis(1), Duration.ofSeconds(30)));
  private final LinkStore store = new ResilientLinkStore(new Store(), guard);
  private final IdempotencyLog log = new ResilientIdempotencyLog(new Log(), guard);
  private final KeyPool pool = new ResilientKeyPool(new Pool(), guard);
  private final LinkCache cache = new ResilientLinkCache(new Cache(), guard);

  @Test
  void a_link_whose_reply_was_lost_is_stored_once() {
    trouble.loseReplies(1);
    assertThat(store.insert(LINK)).isEqualTo(Insertion.STORED_BEFORE);
    assertThat(trouble.calls()).isEqualTo(2);
    assertThat(store.find(KEY)).contains(A);
  }

  @Test
  void a_link_is_looked_for_again() {
    trouble.fail(2);
    assertThat(store.find(KEY)).isEmpty();
    assertThat(trouble.calls()).isEqualTo(3);
  }

  @Test
  void a_cleanup_is_not_repeated() {
    assertNotRepeated(() -> store.removeExpired(NOW, LONG));
    assertThat(store.removeExpired(NOW, LONG)).isEqualTo(new LinkStore.Removal(0, true));
    assertNotRepeated(() -> log.removeOld(NOW, LONG));
    assertThat(log.removeOld(NOW, LONG)).isZero();
  }

  @Test
  void an_entry_whose_reply_was_lost_is_recorded() {
    trouble.loseReplies(2);
    assertThat(log.record(ENTRY)).isEmpty();
    trouble.fail(2);
    assertThat(log.find("hash", NOW)).contains(ENTRY);
  }

  @Test
  void a_claim_whose_reply_was_lost_gives_another_block() {
    trouble.loseReplies(1);
    assertThat(pool.claim()).isEqualTo(new KeyPool.Claim.Claimed(new KeyBlock(64, 64), false));
  }

  @Test
  void a_block_is_never_given_back_twice() {
    assertNotRepeated(() -> pool.giveBack(new KeyBlock(0, 1)));
    pool.giveBack(new KeyBlock(0, 1));
    assertThat(trouble.calls()).isEqualTo(2);
  }

  @Test
  void a_fill_is_not_repeated_and_the_level_is_asked_again() {
    assertNotRepeated(() -> pool.fill(1, 1));
    assertThat(pool.fill(1, 1)).isEqualTo(new KeyPool.Fill.AlreadyRunning());
    trouble.fail(2);
    assertThat(pool.level()).isEqualTo(new KeyPool.Level(0, 0, 0));
  }

  @Test
  void a_cache_is_read_and_written() {
    assertThat(cache.read(KEY)).isEqualTo(Lookup.MISS);
    cache.fill(KEY, Optional.empty());
    assertThat(cache.read(KEY)).isEqualTo(Lookup.KNOWN_UNKNOWN);
    cache.put(KEY, A);
    assertThat(cache.read(KEY)).isEqualTo(new Lookup.Hit(A));
    cache.remove(KEY);
    assertThat(cache.read(KEY)).isEqualTo(Lookup.MISS);
  }

  @Test
  void a_cache_that_cannot_be_read_is_a_miss() {
    cache.put(KEY, A);
    trouble.fail(1);
    assertThat(cache.read(KEY)).isEqualTo(Lookup.MISS);
    assertThat(cache.read(KEY)).isEqualTo(new Lookup.Hit(A));
    assertThat(trouble.calls()).isEqualTo(3);
  }

  @Test
  void a_cache_that_cannot_be_written_stays_as_it_was() {
    cache.fill(KEY, Optional.empty());
    trouble.fail(3);
    cache.put(KEY, A);
    cache.fill(KEY, Optional.of(A));
    cache.remove(KEY);
    assertThat(cache.read(KEY)).isEqualTo(Lookup.KNOWN_UNKNOWN);
  }

  @Test
  void a_cache_that_fails_is_not_asked_any_more() {
    trouble.fail(Integer.MAX_VALUE);
    for (int i = 0; i < 200; i++) {
      assertThat(cache.read(KEY)).isEqualTo(Lookup.MISS);
      cache.put(KEY, A);
    }
    assertThat(trouble.calls()).isEqualTo(100);
    assertThat(guard.state()).isEqualTo(new BackendState("backend", "OPEN", 100, 100, 300));
  }

  private void assertNotRepeated(ThrowingCallable call) {
    int calls = trouble.calls();
    trouble.fail(1);
    assertThatThrownBy(call).isInstanceOf(Unavailable.class);
    assertThat(trouble.calls()).isEqualTo(calls + 1);
  }

  private final class Store implements LinkStore {
    private final Map<ShortKey, Link> links = new HashMap<>();

    @Override
    public Insertion insert(Link link) {
      return trouble.around(
          () -> {
            Link earlier = links.putIfAbsent(link.key(), link);
            if (earlier == null) {
              return Insertion.STORED;
            }
            return earlier.creation().equals(link.creation())
                ? Insertion.STORED_BEFORE
                : Insertion.KEY_TAKEN;
          });
    }

    @Override
    public Optional<Destination> find(ShortKey key) {
      return trouble.around(() -> Optional.ofNullable(links.get(key)).map(Link::destination));
    }

    @Override
    public Removal removeExpired(Instant before, Duration budget) {
      return trouble.around(() -> new Removal(0, true));
    }
  }

  private final class Log implements IdempotencyLog {
    private final Map<String, Entry> entries = new HashMap<>();

    @Override
    public Optional<Entry> find(String keyHash, Instant now) {
      return trouble.around(() -> Optional.ofNullable(entries.get(keyHash)));
    }

    @Override
    public Optional<Entry> record(Entry entry) {
      return trouble.around(
          () ->
              Optional.ofNullable(entries.put(entry.keyHash(), entry))
                  .filter(earlier -> !earlier.creation().equals(entry.creation())));
    }

    @Override
    public long removeOld(Instant now, Duration budget) {
      return trouble.around(() -> 0L);
    }
  }

  private final class Pool implements KeyPool {
    private long next;

    @Override
    public Claim claim() {
      return trouble.around(
          () -> {
            KeyBlock block = new KeyBlock(next, 64);
            next += 64;
            return new Claim.Claimed(block, false);
          });
    }

    @Override
    public void giveBack(KeyBlock rest) {
      trouble.doing(() -> {});
    }

    @Override
    public Fill fill(long population, int blockSize) {
      return trouble.around(Fill.AlreadyRunning::new);
    }

    @Override
    public Level level() {
      return trouble.around(() -> new Level(0, 0, 0));
    }
  }

  private final class Cache implements LinkCache {
    private final Map<ShortKey, Lookup> entries = new HashMap<>();

    @Override
    public Lookup read(ShortKey key) {
      return trouble.around(() -> entries.getOrDefault(key, Lookup.MISS));
    }

    @Override
    public void put(ShortKey key, Destination destination) {
      trouble.doing(() -> entries.put(key, new Lookup.Hit(destination)));
    }

    @Override
    public void fill(ShortKey key, Optional<Destination> answer) {
      trouble.doing(
          () ->
              entries.putIfAbsent(
                  key, answer.<Lookup>map(Lookup.Hit::new).orElse(Lookup.KNOWN_UNKNOWN)));
    }

    @Override
    public void remove(ShortKey key) {
      trouble.doing(() -> entries.remove(key));
    }
  }
}
