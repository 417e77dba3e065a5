package dev.linnet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.linnet.links.LinkCache;
import dev.linnet.links.LinkCache.Lookup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedisLinkCacheTest extends LinkCacheContract {
  @Override
  LinkCache over(RedisLinkCache remote) {
    return remote;
  }

  @Test
  void a_link_without_expiry_is_kept_for_the_cache_s_time() {
    remote(LONG).put(KEY, A);
    assertTtl(Duration.ofMinutes(30));
  }

  @Test
  void a_link_is_not_kept_beyond_its_expiry() {
    Instant soon = clock.instant().plusSeconds(100);
    remote(LONG).put(KEY, expiring(soon));
    assertTtl(Duration.ofSeconds(100));
  }

  @Test
  void a_link_that_expires_later_than_the_cache_forgets_is_kept_for_the_cache_s_time() {
    remote(LONG).fill(KEY, Optional.of(expiring(Instant.MAX)));
    assertTtl(Duration.ofMinutes(30));
  }

  @Test
  void an_unknown_key_is_kept_for_the_negative_time() {
    remote(LONG).fill(KEY, Optional.empty());
    assertTtl(Duration.ofSeconds(30));
  }

  @Test
  void an_expired_link_is_kept_for_the_negative_time() {
    remote(LONG).fill(KEY, Optional.of(expiring(clock.instant())));
    assertTtl(Duration.ofSeconds(30));
  }

  @Test
  void an_entry_is_small() {
    remote(LONG).put(KEY, A);
    assertThat(redis.get(NAME)).isEqualTo("1L - https://a.example/x?y=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1L ", "1L x https://a.example/", "2L - https://a.example/"})
  void an_entry_that_cannot_be_read_is_a_miss_and_makes_room_for_a_fill(String entry) {
    redis.set(NAME, entry);
    RedisLinkCache cache = remote(LONG);
    assertThat(cache.read(KEY)).isEqualTo(Lookup.MISS);
    cache.fill(KEY, Optional.of(A));
    assertThat(cache.read(KEY)).isEqualTo(hit(A));
  }

  @Test
  void an_entry_of_another_type_is_unavailable_and_the_connection_stays() {
    redis.lpush(NAME, "x");
    RedisLinkCache cache = remote(LONG);
    assertUnavailable(() -> cache.read(KEY));
    assertThatCode(cache::ping).doesNotThrowAnyException();
  }

  @Test
  void nothing_is_connected_before_the_first_use() {
    await().until(() -> connections().isEmpty());
    RedisLinkCache cache = remote(LONG);
    assertThat(connections()).isEmpty();
    cache.ping();
    assertThat(connections()).hasSize(1);
  }

  @Test
  void after_a_disconnect_no_socket_is_left_and_the_next_use_opens_one() {
    RedisLinkCache cache = remote(LONG);
    cache.put(KEY, A);
    cache.disconnect();
    await().until(() -> connections().isEmpty());
    assertThat(cache.read(KEY)).isEqualTo(hit(A));
  }

  @Test
  void a_closed_cache_is_unavailable() {
    RedisLinkCache cache = remote(LONG);
    cache.ping();
    cache.close();
    cache.close();
    assertUnavailable(() -> cache.read(KEY));
  }

  @Test
  void a_redis_that_was_never_there_is_unavailable_until_it_comes() {
    server.kill();
    RedisLinkCache cache = remote(LONG);
    try {
      assertTimeoutPreemptively(LONG, () -> assertUnavailable(() -> cache.read(KEY)));
      assertTimeoutPreemptively(LONG, () -> assertUnavailable(() -> cache.read(KEY)));
    } finally {
      server.startAgain();
    }
    awaitRead(cache, Lookup.MISS);
  }

  @Test
  void a_host_that_has_no_address_is_unavailable() {
    RedisLinkCache cache = remote(config("redis.invalid", 6379, "", LONG));
    assertTimeoutPreemptively(LONG, () -> assertUnavailable(() -> cache.read(KEY)));
  }

  @Test
  void a_redis_that_hangs_is_given_up_and_used_again_when_it_goes_on() {
    RedisLinkCache cache = remote(SHORT);
    remote(LONG).put(KEY, A);
    awaitRead(cache, hit(A));
    server.freeze();
    try {
      assertTimeoutPreemptively(LONG, () -> assertUnavailable(() -> cache.read(KEY)));
      clock.move(Duration.ofSeconds(3));
      assertTimeoutPreemptively(LONG, () -> assertUnavailable(() -> cache.read(KEY)));
      assertTimeoutPreemptively(LONG, () -> refuses(cache, 1_000)); // none of them waits
    } finally {
      server.thaw();
    }
    awaitRead(cache, hit(A));
  }

  @Test
  void a_connection_that_redis_closes_is_replaced_by_itself() {
    RedisLinkCache cache = remote(LONG);
    cache.put(KEY, A);
    breakConnections();
    awaitRead(cache, hit(A));
  }

  @Test
  void a_full_redis_is_read_and_not_written() {
    RedisLinkCache cache = remote(LONG);
    cache.put(KEY, A);
    redis.configSet("maxmemory-policy", "noeviction");
    redis.configSet("maxmemory", "1");
    try {
      assertUnavailable(() -> cache.put(KEY, B));
      assertUnavailable(() -> cache.fill(KEY, Optional.empty()));
      assertThat(cache.read(KEY)).isEqualTo(hit(A));
      cache.remove(KEY);
      assertThat(cache.read(KEY)).isEqualTo(Lookup.MISS);
    } finally {
      redis.configSet("maxmemory", "0");
    }
    cache.put(KEY, B);
  }

  @Test
  void a_read_only_replica_is_read_and_not_written() {
    RedisLinkCache cache = remote(LONG);
    cache.put(KEY, A);
    redis.replicaof("127.0.0.1", 1);
    try {
      assertUnavailable(() -> cache.put(KEY, B));
      assertThat(cache.read(KEY)).isEqualTo(hit(A));
    } finally {
      redis.replicaofNoOne();
    }
    cache.put(KEY, B);
  }

  @Test
  void a_demoted_redis_is_left_for_the_one_that_its_name_leads_to_now() {
    RedisLinkCache cache = remote(LONG);
    cache.ping();
    List<String> before = connections();
    redis.replicaof("127.0.0.1", 1);
    try {
      clock.move(Duration.ofSeconds(11));
      assertUnavailable(() -> cache.put(KEY, B));
      awaitRead(cache, Lookup.MISS);
      assertThat(connections()).doesNotContainAnyElementsOf(before);
    } finally {
      redis.replicaofNoOne();
    }
  }

  @Test
  void a_password_is_asked_for_and_sent() {
    redis.configSet("requirepass", "s3cret");
    try {
      assertUnavailable(remote(LONG)::ping);
      assertUnavailable(remote(config(TestRedis.HOST, server.port(), "wrong", LONG))::ping);
      remote(config(TestRedis.HOST, server.port(), "s3cret", LONG)).ping();
    } finally {
      redis.configSet("requirepass", "");
    }
  }

  private static void refuses(RedisLinkCache cache, int times) {
    for (int i = 0; i < times; i++) {
      assertUnavailable(() -> cache.read(KEY));
    }
  }

  private static void assertTtl(Duration expected) {
    assertThat(redis.pttl(NAME))
        .isBetween(expected.minusSeconds(5).toMillis(), expected.toMillis());
  }
}
