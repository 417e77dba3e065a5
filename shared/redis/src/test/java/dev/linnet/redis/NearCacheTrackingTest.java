package dev.linnet.redis;

import static io.lettuce.core.protocol.CommandKeyword.TRACKING;
import static io.lettuce.core.protocol.CommandType.CLIENT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.linnet.links.Destination;
import dev.linnet.links.LinkCache.Lookup;
import dev.linnet.links.ShortKey;
import io.lettuce.core.AclSetuserArgs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What changes in Redis, or of the connection to it, behind a near cache's back. */
final class NearCacheTrackingTest extends OnRedis {
  private static final NearCacheConfig TRACKED =
      new NearCacheConfig(true, Duration.ofSeconds(60), Duration.ofSeconds(30), 1_000);

  @Test
  void what_others_write_is_seen() {
    NearCache near = near(TRACKED);
    RedisLinkCache other = remote(LONG);
    near.fill(KEY, Optional.empty());
    keepInMemory(near);
    other.put(KEY, A);
    awaitRead(near, hit(A));
    other.put(KEY, B);
    awaitRead(near, hit(B));
    other.remove(KEY);
    awaitRead(near, Lookup.MISS);
  }

  @Test
  void what_others_flush_is_seen() {
    NearCache near = near(TRACKED);
    near.put(KEY, A);
    keepInMemory(near);
    redis.flushall();
    awaitRead(near, Lookup.MISS);
  }

  @Test
  void what_was_written_while_the_connection_was_away_is_seen_after_it() {
    NearCache near = near(TRACKED);
    for (Destination next : List.of(B, A, B, A)) {
      near.read(KEY);
      redis.multi();
      breakConnections();
      redis.set(NAME, new String(EntryFormat.encode(Optional.of(next)), UTF_8));
      redis.exec();
      awaitRead(near, hit(next));
    }
  }

  @Test
  void what_was_read_while_the_first_connection_opened_is_not_kept() {
    remote(LONG).put(KEY, A);
    NearCache near = near(TRACKED);
    assertThat(near.read(KEY)).isEqualTo(hit(A));
    assertNotInMemory(near);
    keepInMemory(near);
  }

  @Test
  void a_reconnected_cache_is_tracked_again() {
    NearCache near = near(TRACKED);
    near.put(KEY, A);
    breakConnections();
    await().ignoreExceptions().untilAsserted(() -> keepInMemory(near));
    remote(LONG).put(KEY, B);
    awaitRead(near, hit(B));
  }

  @Test
  void without_redis_an_entry_is_served_for_five_seconds_more() {
    NearCache near = near(TRACKED);
    near.put(KEY, A);
    keepInMemory(near);
    server.kill();
    try {
      assertUnavailable(() -> near.remove(new ShortKey("other")));
      clock.move(Duration.ofMillis(4_999));
      assertThat(near.read(KEY)).isEqualTo(hit(A));
      clock.move(Duration.ofMillis(1));
      assertUnavailable(() -> near.read(KEY));
    } finally {
      server.startAgain();
    }
  }

  @Test
  void without_redis_what_the_store_says_is_served_for_five_seconds_and_an_unknown_key_never() {
    NearCache near = near(TRACKED);
    near.put(KEY, A);
    keepInMemory(near);
    server.kill();
    try {
      assertUnavailable(() -> near.fill(KEY, Optional.of(B)));
      assertThat(near.read(KEY)).isEqualTo(hit(B));
      clock.move(Duration.ofSeconds(5));
      assertUnavailable(() -> near.read(KEY));
      assertUnavailable(() -> near.fill(KEY, Optional.empty()));
      assertUnavailable(() -> near.read(KEY));
      assertThat(near.lastKnown(KEY)).isEqualTo(Lookup.MISS);
    } finally {
      server.startAgain();
    }
  }

  @Test
  void without_redis_and_store_what_was_known_is_there_for_the_rest_of_its_time() {
    NearCache near = near(TRACKED);
    near.put(KEY, A);
    keepInMemory(near);
    server.kill();
    try {
      assertUnavailable(() -> near.remove(new ShortKey("other")));
      clock.move(Duration.ofMillis(59_999));
      assertUnavailable(() -> near.read(KEY));
      assertThat(near.lastKnown(KEY)).isEqualTo(hit(A));
      clock.move(Duration.ofMillis(1));
      assertThat(near.lastKnown(KEY)).isEqualTo(Lookup.MISS);
    } finally {
      server.startAgain();
    }
  }

  @Test
  void behind_a_redis_that_hangs_silently_an_entry_is_served_for_five_seconds_at_most() {
    NearCache near = near(remote(SHORT), TRACKED);
    remote(LONG).put(KEY, A);
    awaitRead(near, hit(A));
    await().ignoreExceptions().untilAsserted(() -> keepInMemory(near));
    server.freeze();
    try {
      assertThat(near.read(KEY)).isEqualTo(hit(A));
      clock.move(Duration.ofSeconds(5));
      assertUnavailable(() -> near.read(KEY));
    } finally {
      server.thaw();
    }
  }

  @Test
  void a_connection_that_does_not_answer_the_heartbeat_is_given_up() {
    RedisLinkCache remote = remote(LONG);
    NearCache near = near(remote, TRACKED);
    near.put(KEY, A);
    server.freeze();
    try {
      await().atMost(LONG).until(() -> remote.session() == null);
      assertUnavailable(() -> near.read(KEY));
    } finally {
      server.thaw();
    }
    awaitRead(near, hit(A));
  }

  @Test
  void an_idle_connection_keeps_vouching() {
    RedisLinkCache remote = remote(LONG);
    NearCache near = near(remote, TRACKED);
    near.put(KEY, A);
    keepInMemory(near);
    for (int i = 0; i < 2; i++) { // 8 s by the clock, and nobody but the heartbeat asks Redis
      clock.move(Duration.ofSeconds(4));
      Session session = remote.session();
      await().until(() -> session.vouchesAt(clock.millis() + 4_000));
    }
    assertThat(near.read(KEY)).isEqualTo(hit(A));
    assertThat(near.misses()).isEqualTo(1);
  }

  @Test
  void a_redis_that_refuses_to_track_is_read_as_if_untracked() {
    redis.aclSetuser("default", AclSetuserArgs.Builder.removeCommand(CLIENT, TRACKING));
    try {
      NearCache near = near(TRACKED);
      near.put(KEY, A);
      keepInMemory(near);
      clock.move(Duration.ofSeconds(5));
      assertNotInMemory(near);
      near.remove(KEY);
      near.fill(KEY, Optional.empty());
      assertNotInMemory(near);
      assertNotInMemory(near);
    } finally {
      redis.aclSetuser("default", AclSetuserArgs.Builder.allCommands());
    }
  }

  @Test
  void after_a_disconnect_nothing_in_memory_is_trusted() {
    RedisLinkCache remote = remote(LONG);
    NearCache near = near(remote, TRACKED);
    near.put(KEY, A);
    keepInMemory(near);
    remote.disconnect();
    redis.del(NAME);
    assertThat(near.read(KEY)).isEqualTo(Lookup.MISS);
  }
}
