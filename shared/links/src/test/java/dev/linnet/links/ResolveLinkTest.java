package dev.linnet.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.linnet.links.Resolution.Expired;
import dev.linnet.links.Resolution.Found;
import dev.linnet.links.Resolution.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ResolveLinkTest {
  private static final ShortKey KEY = new ShortKey("k7f3qXw");
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration HOUR = Duration.ofHours(1);

  private final MovableClock clock = new MovableClock("2027-01-01T12:00:00Z");
  private final HeapLinkCache cache = new HeapLinkCache();
  private final HeapLinkStore store = new HeapLinkStore();
  private final ResolveLink links = new ResolveLink(cache, store, LONG, clock);
  private final Destination forEver = destination(null);
  private final Destination forAnHour = destination(clock.instant().plus(HOUR));

  @Test
  void a_link_in_the_cache_is_found_without_asking_the_store() {
    cache.put(KEY, forAnHour);

    assertThat(links.resolve(KEY)).isEqualTo(new Found(forAnHour));
    assertThat(store.finds()).isZero();
  }

  @Test
  void an_expired_link_is_expired_even_from_the_cache() {
    cache.put(KEY, forAnHour);
    clock.forward(HOUR.minusMillis(1));
    assertThat(links.resolve(KEY)).isEqualTo(new Found(forAnHour));

    clock.forward(Duration.ofMillis(1));
    assertThat(links.resolve(KEY)).isEqualTo(new Expired());
    assertThat(store.finds()).isZero();
  }

  @Test
  void a_link_that_the_cache_misses_is_found_in_the_store_and_kept_in_the_cache() {
    keep(forEver);

    assertThat(links.resolve(KEY)).isEqualTo(new Found(forEver));
    assertThat(cache.read(KEY)).isEqualTo(new LinkCache.Lookup.Hit(forEver));
    assertThat(links.resolve(KEY)).isEqualTo(new Found(forEver));
    assertThat(store.finds()).isEqualTo(1);
  }

  @Test
  void an_expired_link_in_the_store_is_expired() {
    keep(forAnHour);
    clock.forward(HOUR);

    assertThat(links.resolve(KEY)).isEqualTo(new Expired());
  }

  @Test
  void an_unknown_key_is_remembered_as_unknown() {
    assertThat(links.resolve(KEY)).isEqualTo(new Unknown());
    assertThat(cache.read(KEY)).isEqualTo(LinkCache.Lookup.KNOWN_UNKNOWN);

    assertThat(links.resolve(KEY)).isEqualTo(new Unknown());
    assertThat(store.finds()).isEqualTo(1);
  }

  @Test
  void a_link_that_leaves_the_cache_is_asked_for_again() {
    keep(forEver);
    links.resolve(KEY);
    cache.remove(KEY);

    assertThat(links.resolve(KEY)).isEqualTo(new Found(forEver));
    assertThat(store.finds()).isEqualTo(2);
  }

  @Test
  void a_link_in_the_cache_is_found_while_the_store_is_not_there() {
    ResolveLink withoutStore = new ResolveLink(cache, new NoStore(), LONG, clock);
    cache.put(KEY, forEver);

    assertThat(withoutStore.resolve(KEY)).isEqualTo(new Found(forEver));
  }

  @Test
  void a_store_that_is_not_there_is_told_as_it_is_and_never_taken_for_an_unknown_key() {
    ResolveLink withoutStore = new ResolveLink(cache, new NoStore(), LONG, clock);

    assertThatExceptionOfType(Unavailable.class)
        .isThrownBy(() -> withoutStore.resolve(KEY))
        .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(4)));
    assertThat(cache.read(KEY)).isEqualTo(LinkCache.Lookup.MISS);
  }

  @Test
  void the_store_is_asked_once_for_many_that_want_the_same_key() {
    SlowStore slow = new SlowStore();
    slow.insert(new Link(KEY, forEver, clock.instant(), CreationId.random()));
    ResolveLink links = new ResolveLink(cache, slow, LONG, clock);
    List<Caller<Resolution>> callers =
        IntStream.range(0, 8).mapToObj(i -> Caller.waiting(() -> links.resolve(KEY))).toList();

    slow.answer.countDown();

    assertThat(callers).allMatch(caller -> caller.outcome().equals(new Found(forEver)));
    assertThat(slow.finds()).isEqualTo(1);
  }

  @Test
  void without_store_and_cache_a_link_that_was_known_a_moment_ago_is_followed_until_it_expires() {
    ResolveLink withoutStore = new ResolveLink(cache, new NoStore(), LONG, clock);
    cache.put(KEY, forAnHour);
    cache.loseSight();

    assertThat(withoutStore.resolve(KEY)).isEqualTo(new Found(forAnHour));
    clock.forward(HOUR);
    assertThat(withoutStore.resolve(KEY)).isEqualTo(new Expired());
  }

  @Test
  void nobody_waits_for_another_ones_answer_longer_than_its_patience() {
    SlowStore slow = new SlowStore();
    ResolveLink links = new ResolveLink(cache, slow, Duration.ofMillis(5), clock);
    Caller<Resolution> first = Caller.waiting(() -> links.resolve(KEY));

    assertThatExceptionOfType(Unavailable.class)
        .isThrownBy(() -> links.resolve(KEY))
        .withMessage("The link store is not available.");

    slow.answer.countDown();
    assertThat(first.outcome()).isEqualTo(new Unknown());
  }

  private void keep(Destination destination) {
    store.insert(new Link(KEY, destination, clock.instant(), CreationId.random()));
  }

  private static Destination destination(Instant expiresAt) {
    return new Destination(TargetUrl.ofAscii("https://www.example.com/"), expiresAt);
  }

  private static final class NoStore extends HeapLinkStore {
    @Override
    public Optional<Destination> find(ShortKey key) {
      throw new Unavailable("link store", Duration.ofSeconds(4), null);
    }
  }

  /** Answers once {@link #answer} is open. */
  private static final class SlowStore extends HeapLinkStore {
    private final CountDownLatch answer = new CountDownLatch(1);

    @Override
    public Optional<Destination> find(ShortKey key) {
      Caller.pass(answer);
      return super.find(key);
    }
  }
}
