package dev.linnet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.linnet.links.Destination;
import dev.linnet.links.LinkCache;
import dev.linnet.links.LinkCache.Lookup;
import dev.linnet.links.ShortKey;
import io.lettuce.core.cluster.SlotHash;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract, unchanged, on a cluster; and what only a cluster does. */
@OnCluster
final class NearCacheClusterTest extends LinkCacheContract {
  private static final NearCacheConfig TRACKED =
      new NearCacheConfig(true, Duration.ofSeconds(60), Duration.ofSeconds(30), 1_000);
  private static final List<ShortKey> KEYS =
      IntStream.range(0, 60).mapToObj(i -> new ShortKey("key-" + i)).toList();
  private static final int HOME = TestCluster.home(NAME);
  private static final int OTHER = (HOME + 1) % 3;
  private static final int SLOT = SlotHash.getSlot(NAME);

  @Override
  LinkCache over(RedisLinkCache remote) {
    return near(remote, TRACKED);
  }

  @Test
  void keys_lie_on_every_node_and_are_read_from_there() {
    RedisLinkCache cache = remote(LONG);
    KEYS.forEach(key -> cache.put(key, A));
    assertThat(KEYS).allSatisfy(key -> assertThat(cache.read(key)).isEqualTo(hit(A)));
    for (int i = 0; i < cluster().size(); i++) {
      assertThat(cluster().commands(i).dbsize()).isPositive();
    }
  }

  @Test
  void what_others_write_is_seen_whatever_node_it_lies_on() {
    NearCache near = near(TRACKED);
    RedisLinkCache other = remote(LONG);
    KEYS.forEach(key -> other.put(key, A));
    awaitInMemory(near, A);
    KEYS.forEach(key -> other.put(key, B));
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(KEYS).allSatisfy(k -> assertThat(near.read(k)).isEqualTo(hit(B))));
  }

  @Test
  void any_node_leads_to_the_others_and_one_that_is_dead_does_not_matter() {
    RedisConfig config = cluster().config(LONG);
    RedisServer dead = new RedisServer(TestRedis.HOST, 1);
    RedisLinkCache cache = remote(seeded(config, List.of(dead, config.servers().getLast())));
    cache.ping();
    KEYS.forEach(key -> cache.put(key, A));
    assertThat(KEYS).allSatisfy(key -> assertThat(cache.read(key)).isEqualTo(hit(A)));
  }

  @Test
  void a_killed_node_takes_only_its_own_keys_away_and_brings_them_back_when_it_returns() {
    RedisLinkCache cache = remote(LONG);
    KEYS.forEach(key -> cache.put(key, A));
    cluster().node(HOME).kill();
    try {
      assertThat(KEYS)
          .allSatisfy(
              key -> {
                if (TestCluster.home(EntryKeys.of(key)) == HOME) {
                  assertUnavailable(() -> cache.read(key));
                } else {
                  assertThat(cache.read(key)).isEqualTo(hit(A));
                }
              });
      assertUnavailable(cache::ping);
    } finally {
      cluster().node(HOME).startAgain();
    }
    awaitRead(cache, Lookup.MISS);
    await().atMost(LONG).ignoreExceptions().untilAsserted(cache::ping);
  }

  @Test
  void a_slot_that_moves_to_another_node_is_followed_and_memory_stays_honest() {
    NearCache near = near(TRACKED);
    RedisLinkCache other = remote(LONG);
    other.put(KEY, A);
    await().atMost(LONG).ignoreExceptions().untilAsserted(() -> keepInMemory(near));
    cluster().beginMove(SLOT, HOME, OTHER);
    try {
      cluster().moveKeys(SLOT, HOME, OTHER);
      awaitRead(near, hit(A)); // asked of the new node, for this once
      other.put(KEY, B);
      awaitRead(near, hit(B));
    } finally {
      cluster().endMove(SLOT, HOME, OTHER);
    }
    try {
      assertThat(near.read(KEY)).isEqualTo(hit(B));
      await().atMost(LONG).ignoreExceptions().untilAsserted(() -> keepInMemory(near));
      other.put(KEY, A);
      awaitRead(near, hit(A));
      other.remove(KEY);
      awaitRead(near, Lookup.MISS);
    } finally {
      cluster().beginMove(SLOT, OTHER, HOME);
      cluster().moveKeys(SLOT, OTHER, HOME);
      cluster().endMove(SLOT, OTHER, HOME);
    }
    awaitRead(near, Lookup.MISS);
  }

  private static void awaitInMemory(NearCache near, Destination expected) {
    await()
        .atMost(LONG)
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              long hits = near.hits();
              KEYS.forEach(key -> assertThat(near.read(key)).isEqualTo(hit(expected)));
              assertThat(near.hits() - hits).isEqualTo(KEYS.size());
            });
  }

  private static RedisConfig seeded(RedisConfig config, List<RedisServer> seeds) {
    return new RedisConfig(
        seeds,
        true,
        config.password(),
        false,
        config.ttl(),
        config.negativeTtl(),
        config.timeout());
  }

  private static TestCluster cluster() {
    return (TestCluster) server;
  }
}
