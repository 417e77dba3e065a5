package dev.linnet.redirect;

import dev.linnet.links.LinkStore;
import dev.linnet.links.ShortKey;
import dev.linnet.links.Unavailable;

/**
 * Opens a few connections to the store and lets the compiler see the way there, right after the
 * start of a process that lives long. While the cache answers, nobody else would: the store's first
 * calls would then come all at once, at the very moment at which the cache is lost.
 */
final class StoreWarmUp implements Runnable {
  private static final int CALLERS = 8;
  private static final int CALLS = 50;
  private static final ShortKey KEY = new ShortKey("warm-up");

  private final LinkStore store;

  private StoreWarmUp(LinkStore store) {
    this.store = store;
  }

  /** Begins, and does not wait. */
  static void start(LinkStore store) {
    for (int i = 0; i < CALLERS; i++) {
      Thread.ofVirtual().name("store-warm-up-", i).start(new StoreWarmUp(store));
    }
  }

  @Override
  public void run() {
    try {
      for (int i = 0; i < CALLS; i++) {
        var _ = store.find(KEY);
      }
    } catch (Unavailable e) {
      // Then it is not warm; whoever needs the store is told what is wrong with it.
    }
  }
}
