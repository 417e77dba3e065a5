package dev.linnet.redirect;

import dev.linnet.links.LinkCache;
import dev.linnet.links.LinkStore;
import dev.linnet.links.ShortKey;
import dev.linnet.links.Unavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Connects to the cache and the store before a process that lives long says that it is ready; soon
 * after, opens a few connections more to the store and lets the compiler see the way there. While
 * the cache answers, nobody else would: the store's first calls would then come all at once, at the
 * very moment at which the cache is lost. Both are asked directly: that they are slow at first is
 * no news for a circuit breaker.
 */
final class WarmUp {
  private static final int CALLERS = 8;
  private static final int CALLS = 50;
  private static final ShortKey KEY = new ShortKey("warm-up");

  private final LinkCache cache;
  private final LinkStore store;
  private final long end;
  private final CountDownLatch reached = new CountDownLatch(2);

  private WarmUp(LinkCache cache, LinkStore store, long end) {
    this.cache = cache;
    this.store = store;
    this.end = end;
  }

  /**
   * Ends when both have answered once, or after the limit: a missing one is in nobody's way. The
   * rest goes on without the caller, no longer than the limit either.
   */
  static void run(LinkCache cache, LinkStore store, Duration limit) {
    WarmUp warmUp = new WarmUp(cache, store, System.nanoTime() + limit.toNanos());
    Thread.ofVirtual().name("warm-up-cache").start(warmUp::reachCache);
    Thread.ofVirtual().name("warm-up-store").start(warmUp::reachStore);
    try {
      var _ = warmUp.reached.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void reachCache() {
    try {
      var _ = cache.read(KEY);
    } catch (Unavailable e) {
      // It comes back by itself.
    } finally {
      reached.countDown();
    }
  }

  private void reachStore() {
    askStore(1);
    reached.countDown();
    for (int i = 0; i < CALLERS; i++) {
      Thread.ofVirtual().name("warm-up-store-", i).start(() -> askStore(CALLS));
    }
  }

  private void askStore(int calls) {
    int answered = 0;
    while (answered < calls && System.nanoTime() < end) {
      try {
        var _ = store.find(KEY);
        answered++;
      } catch (Unavailable e) {
        // Once more, while there is time: it may be starting too.
      }
    }
  }
}
