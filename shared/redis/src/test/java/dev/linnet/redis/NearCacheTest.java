package dev.linnet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.links.Destination;
import dev.linnet.links.LinkCache;
import dev.linnet.links.LinkCache.Lookup;
import dev.linnet.links.ShortKey;
import dev.linnet.links.TargetUrl;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NearCacheTest extends LinkCacheContract {
  private static final Duration TTL = Duration.ofSeconds(60);
  private static final Duration NEGATIVE = Duration.ofSeconds(30);
  private static final NearCacheConfig TRACKED = new NearCacheConfig(true, TTL, NEGATIVE, 1_000);
  private static final NearCacheConfig UNTRACKED =
      new NearCacheConfig(false, Duration.ofSeconds(5), NEGATIVE, 1_000);

  @Override
  LinkCache over(RedisLinkCache remote) {
    return near(remote, TRACKED);
  }

  @Test
  void what_was_read_once_is_read_from_memory() {
    NearCache near = near(TRACKED);
    near.put(KEY, A);
    assertThat(near.read(KEY)).isEqualTo(hit(A));
    assertThat(near.misses()).isEqualTo(1);
    assertThat(near.read(KEY)).isEqualTo(hit(A));
    assertThat(near.read(KEY)).isEqualTo(hit(A));
    assertThat(near.hits()).isEqualTo(2);
    assertThat(near.misses()).isEqualTo(1);
    assertThat(near.size()).isEqualTo(1);
  }

  @Test
  void a_miss_is_never_kept() {
    NearCache near = near(TRACKED);
    near.read(KEY);
    near.read(KEY);
    assertThat(near.hits()).isZero();
    assertThat(near.size()).isZero();
  }

  @Test
  void no_entry_is_older_than_the_limit() {
    NearCache near = near(new NearCacheConfig(true, Duration.ofSeconds(3), NEGATIVE, 1_000));
    near.put(KEY, A);
    keepInMemory(near);
    clock.move(Duration.ofSeconds(3));
    assertNotInMemory(near);
    keepInMemory(near);
  }

  @Test
  void a_clock_that_was_set_back_makes_entries_useless() {
    NearCache near = near(TRACKED);
    near.put(KEY, A);
    keepInMemory(near);
    clock.move(Duration.ofSeconds(-1));
    assertNotInMemory(near);
  }

  @Test
  void an_entry_does_not_outlive_its_link() {
    NearCache near = near(TRACKED);
    near.put(KEY, expiring(clock.instant().plusSeconds(2)));
    keepInMemory(near);
    clock.move(Duration.ofMillis(1_999));
    keepInMemory(near);
    clock.move(Duration.ofMillis(1));
    assertNotInMemory(near);
  }

  @Test
  void an_expired_link_is_kept_for_the_negative_time() {
    NearCache near = near(new NearCacheConfig(true, TTL, Duration.ofSeconds(1), 1_000));
    near.fill(KEY, Optional.of(expiring(clock.instant().minusSeconds(100))));
    keepInMemory(near);
    clock.move(Duration.ofSeconds(1));
    assertNotInMemory(near);
  }

  @Test
  void an_unknown_key_is_kept_for_the_negative_time() {
    NearCache near = near(new NearCacheConfig(true, TTL, Duration.ofSeconds(1), 1_000));
    near.fill(KEY, Optional.empty());
    near.read(KEY); // opens the connection: what comes in meanwhile is not kept
    keepInMemory(near);
    clock.move(Duration.ofSeconds(1));
    assertNotInMemory(near);
  }

  @Test
  void memory_is_bounded() {
    NearCache near = near(new NearCacheConfig(true, TTL, NEGATIVE, 10));
    for (int i = 0; i < 200; i++) {
      ShortKey key = new ShortKey("key-" + i);
      near.put(key, A);
      near.read(key);
    }
    assertThat(near.size()).isBetween(1L, 10L);
  }

  @Test
  void a_long_target_takes_the_room_of_several_entries() {
    NearCache near = near(new NearCacheConfig(true, TTL, NEGATIVE, 100));
    String target = "https://example.org/" + "x".repeat(TargetUrl.MAX_LENGTH - 20);
    String location = "https://example.org/" + "y".repeat(TargetUrl.MAX_LENGTH - 20);
    Destination longest = new Destination(new TargetUrl(target, location), null);
    for (int i = 0; i < 200; i++) {
      ShortKey key = new ShortKey("key-" + i);
      near.put(key, longest);
      near.read(key);
    }
    assertThat(near.size()).isBetween(1L, 100L / (2 * TargetUrl.MAX_LENGTH / 256));
  }

  @Test
  void a_target_of_usual_length_counts_as_one_entry() {
    NearCache near = near(new NearCacheConfig(true, TTL, NEGATIVE, 60));
    String target = "https://example.org/" + "x".repeat(200);
    for (int i = 0; i < 60; i++) {
      ShortKey key = new ShortKey("key-" + i);
      near.put(key, new Destination(TargetUrl.ofAscii(target), null));
      near.read(key);
    }
    assertThat(near.size()).isEqualTo(60);
  }

  @Test
  void without_room_everything_is_read_from_redis() {
    NearCache near = near(new NearCacheConfig(true, TTL, NEGATIVE, 0));
    near.put(KEY, A);
    near.read(KEY);
    assertNotInMemory(near);
  }

  @Test
  void after_a_clear_nothing_is_in_memory() {
    NearCache near = near(TRACKED);
    near.put(KEY, A);
    keepInMemory(near);
    near.clear();
    assertThat(near.size()).isZero();
    assertNotInMemory(near);
  }

  @Test
  void untracked_an_entry_lives_five_seconds_whatever_others_write() {
    NearCache near = near(UNTRACKED);
    near.put(KEY, A);
    keepInMemory(near);
    remote(LONG).put(KEY, B);
    clock.move(Duration.ofMillis(4_999));
    assertThat(near.read(KEY)).isEqualTo(hit(A));
    clock.move(Duration.ofMillis(1));
    assertThat(near.read(KEY)).isEqualTo(hit(B));
  }

  @Test
  void untracked_an_unknown_key_is_not_kept_in_memory() {
    NearCache near = near(UNTRACKED);
    near.fill(KEY, Optional.empty());
    assertNotInMemory(near);
    assertNotInMemory(near);
    remote(LONG).put(KEY, A);
    assertThat(near.read(KEY)).isEqualTo(hit(A));
  }

  @Test
  void untracked_our_own_writes_are_seen_at_once() {
    NearCache near = near(UNTRACKED);
    near.put(KEY, A);
    keepInMemory(near);
    near.put(KEY, B);
    assertThat(near.read(KEY)).isEqualTo(hit(B));
    near.remove(KEY);
    assertThat(near.read(KEY)).isEqualTo(Lookup.MISS);
  }
}
