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
  private long done; // guarded by writing: the number of the last one that succeeded

  GroupCommit(MVStore store) {
    this.store = store;
  }

  /** Returns when all that this thread has written before is on the disk. */
  void await() {
    long needed = begun.get() + 1; // an earlier one may have begun without what was written
    writing.lock();
    try {
      if (done < needed) {
        long number = begun.incrementAndGet();
        store.commit();
        store.sync();
        done = number;
      }
    } finally {
      writing.unlock();
    }
  }
}
