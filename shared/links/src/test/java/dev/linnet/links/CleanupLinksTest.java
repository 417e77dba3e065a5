package dev.linnet.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.links.CleanupLinks.Cleaned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanupLinksTest {
  private static final Duration RETENTION = Duration.ofDays(30);
  private static final Duration BUDGET = Duration.ofSeconds(10);

  private final MovableClock clock = new MovableClock("2027-03-01T00:00:00Z");
  private final Instant due = Instant.parse("2027-01-30T00:00:00Z");
  private final List<Duration> budgets = new ArrayList<>();
  private final WatchedLog log = new WatchedLog();

  @Test
  void a_link_is_removed_once_its_retention_is_over_and_others_stay() {
    SlowStore store = new SlowStore(Duration.ZERO, true);
    store.keep("longAgo", due.minusMillis(1));
    store.keep("nearly", due);
    store.keep("lately", clock.instant());
    store.keep("later", clock.instant().plusSeconds(1));
    store.keep("never", null);

    assertThat(cleanUp(store)).isEqualTo(new Cleaned(1, 0, true));
    assertThat(store.link(new ShortKey("longAgo"))).isEmpty();
    assertThat(store.size()).isEqualTo(4);
  }

  @Test
  void idempotency_keys_that_nobody_may_repeat_are_removed() {
    log.keep("old", clock.instant().minus(IdempotencyLog.RETENTION));
    log.keep("young", clock.instant().minus(IdempotencyLog.RETENTION).plusMillis(1));

    assertThat(cleanUp(new SlowStore(Duration.ZERO, true))).isEqualTo(new Cleaned(0, 1, true));
    assertThat(log.find("young", clock.instant())).isPresent();
  }

  @Test
  void idempotency_keys_get_the_time_that_the_links_leave() {
    cleanUp(new SlowStore(Duration.ofSeconds(4), true));

    assertThat(budgets).containsExactly(BUDGET, Duration.ofSeconds(6));
  }

  @Test
  void idempotency_keys_wait_for_the_next_cleanup_where_the_links_took_all_the_time() {
    log.keep("old", clock.instant().minus(IdempotencyLog.RETENTION));

    assertThat(cleanUp(new SlowStore(BUDGET, true))).isEqualTo(new Cleaned(0, 0, false));
    assertThat(budgets).containsExactly(BUDGET);
    assertThat(log.size()).isEqualTo(1);
  }

  @Test
  void a_store_that_left_links_over_makes_the_cleanup_incomplete() {
    SlowStore store = new SlowStore(Duration.ofSeconds(1), false);
    store.keep("longAgo", due.minusMillis(1));

    assertThat(cleanUp(store)).isEqualTo(new Cleaned(1, 0, false));
  }

  private Cleaned cleanUp(LinkStore store) {
    return new CleanupLinks(store, log, RETENTION, clock).cleanUp(BUDGET);
  }

  /** Takes its time. */
  private final class SlowStore extends HeapLinkStore {
    private final Duration time;
    private final boolean complete;

    SlowStore(Duration time, boolean complete) {
      this.time = time;
      this.complete = complete;
    }

    void keep(String key, Instant expiresAt) {
      Destination destination =
          new Destination(TargetUrl.ofAscii("https://www.example.com/"), expiresAt);
      insert(new Link(new ShortKey(key), destination, due, CreationId.random()));
    }

    @Override
    public Removal removeExpired(Instant before, Duration budget) {
      budgets.add(budget);
      clock.forward(time);
      return new Removal(super.removeExpired(before, budget).removed(), complete);
    }
  }

  private final class WatchedLog extends HeapIdempotencyLog {
    void keep(String keyHash, Instant at) {
      record(new Entry(keyHash, "body hash", new ShortKey("abc"), CreationId.random(), at));
    }

    @Override
    public synchronized long removeOld(Instant now, Duration budget) {
      budgets.add(budget);
      return super.removeOld(now, budget);
    }
  }
}
