package dev.linnet.redirect;

import dev.linnet.links.LinkStore;
import dev.linnet.links.ShortKey;
import dev.linnet.links.Unavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Opens a few connections to the store and lets the compiler see the way there, at the start of a
 * process that lives long and before it says that it is ready. While the cache answers, nobody else
 * would: the store's first calls would then come all at once, at the very moment at which the cache
 * is lost. The store is asked directly: that it is slow at first is no news for a circuit breaker.
 */
final class StoreWarmUp implements Runnable {
  private static final int CALLERS = 8;
  private static final int CALLS = 50;
  private static final ShortKey KEY = new ShortKey("warm-up");

  private final LinkStore store;
  private final long end;
  private final CountDownLatch done;

  private StoreWarmUp(LinkStore store, long end, CountDownLatch done) {
    this.store = store;
    this.end = end;
    this.done = done;
  }

  /** Ends when the store is warm, or after the limit: a missing store is in nobody's way. */
  static void run(LinkStore store, Duration limit) {
    CountDownLatch done = new CountDownLatch(CALLERS);
    long end = System.nanoTime() + limit.toNanos();
    for (int i = 0; i < CALLERS; i++) {
      Thread.ofVirtual().name("store-warm-up-", i).start(new StoreWarmUp(store, end, done));
    }
    try {
      var _ = done.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    int answered = 0;
    while (answered < CALLS && System.nanoTime() < end) {
      try {
        var _ = store.find(KEY);
        answered++;
      } catch (Unavailable e) {
        // Once more, while there is time: it may be starting too.
      }
    }
    done.countDown();
  }
}
