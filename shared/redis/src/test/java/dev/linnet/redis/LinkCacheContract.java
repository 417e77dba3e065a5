package dev.linnet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.linnet.links.Destination;
import dev.linnet.links.LinkCache;
import dev.linnet.links.LinkCache.Lookup;
import dev.linnet.links.ShortKey;
import dev.linnet.links.TargetUrl;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link LinkCache} does, whatever stands between it and Redis. */
abstract class LinkCacheContract extends OnRedis {
  private LinkCache cache;

  abstract LinkCache over(RedisLinkCache remote);

  @BeforeEach
  void open() {
    cache = over(remote(LONG));
  }

  @Test
  void a_key_that_was_never_kept_is_a_miss() {
    assertThat(cache.read(KEY)).isEqualTo(Lookup.MISS);
  }

  @Test
  void a_link_that_was_put_is_read_as_it_was() {
    Destination destination =
        new Destination(
            new TargetUrl("https://bücher.example/ä b", "https://xn--bcher-kva.example/%C3%A4%20b"),
            Instant.parse("2099-12-31T23:59:59.123Z"));
    cache.put(KEY, destination);
    assertHit(destination);
    assertHit(destination);
  }

  @Test
  void a_link_that_the_store_answered_is_read() {
    cache.fill(KEY, Optional.of(A));
    assertHit(A);
  }

  @Test
  void a_key_that_the_store_does_not_know_is_known_to_be_unknown() {
    cache.fill(KEY, Optional.empty());
    assertThat(cache.read(KEY)).isEqualTo(Lookup.KNOWN_UNKNOWN);
    assertThat(cache.read(KEY)).isEqualTo(Lookup.KNOWN_UNKNOWN);
  }

  @Test
  void a_put_replaces_what_was_there_also_after_it_was_read() {
    cache.fill(KEY, Optional.empty());
    cache.read(KEY);
    cache.put(KEY, A);
    assertHit(A);
    cache.put(KEY, B);
    assertHit(B);
  }

  @Test
  void a_fill_never_replaces_a_put() {
    cache.put(KEY, A);
    cache.fill(KEY, Optional.empty());
    assertHit(A);
    cache.fill(KEY, Optional.of(B));
    assertHit(A);
  }

  @Test
  void a_removed_link_is_a_miss_and_can_be_filled_again() {
    cache.put(KEY, A);
    assertHit(A);
    cache.remove(KEY);
    assertThat(cache.read(KEY)).isEqualTo(Lookup.MISS);
    cache.remove(KEY);
    cache.fill(KEY, Optional.of(B));
    assertHit(B);
  }

  @Test
  void an_expired_link_is_read_with_its_expiry_so_that_the_reader_can_tell() {
    Instant past = clock.instant().minusSeconds(60);
    cache.fill(KEY, Optional.of(expiring(past)));
    assertHit(expiring(past));
    assertHit(expiring(past));
  }

  @Test
  void another_key_is_another_entry() {
    cache.put(KEY, A);
    assertThat(cache.read(new ShortKey("K7F3QXW"))).isEqualTo(Lookup.MISS);
  }

  @Test
  void without_redis_it_is_unavailable_and_with_redis_it_works_again_by_itself() {
    cache.put(KEY, A);
    server.kill();
    try {
      assertTimeoutPreemptively(
          LONG,
          () -> {
            for (int i = 0; i < 100; i++) {
              assertUnavailable(() -> cache.put(KEY, B));
              assertUnavailable(() -> cache.fill(KEY, Optional.empty()));
              assertUnavailable(() -> cache.remove(KEY));
              assertUnavailable(() -> cache.read(KEY));
            }
          });
    } finally {
      server.startAgain();
    }
    await().atMost(LONG).ignoreExceptions().until(() -> writes(B));
    assertHit(B);
  }

  private boolean writes(Destination destination) {
    cache.put(KEY, destination);
    return true;
  }

  private void assertHit(Destination destination) {
    assertThat(cache.read(KEY)).isEqualTo(hit(destination));
  }
}
