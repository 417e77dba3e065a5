package dev.linnet.embedded;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.mvstore.MVStore;

/**
 * Writes to the disk on behalf of many at once: whoever comes while one write is under way shares
 * the next one. Thread-safe.
 */
final class GroupCommit {
  private final MVStore store;
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicLong begun = new AtomicLong();

  GroupCommit(MVStore store) {
    this.store = store;
  }

  /** Returns when all that this thread has written before is on the disk. */
  void await() {
    long before = begun.get();
    writing.lock();
    try {
      if (begun.get() > before) {
        return; // a write that began after this call has finished
      }
      begun.incrementAndGet();
      store.commit();
      store.sync();
    } finally {
      writing.unlock();
    }
  }
}
