package dev.linnet.links;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The keys that this execution environment holds in memory: one claimed block at a time, each key
 * handed out once. Where callers had to wait for a claim, the next one is made while a quarter of
 * the block is left, by one of them, and the others go on. What is left goes back to the pool on
 * {@link #close()}; a crash loses it. Thread-safe.
 */
public final class ReadyKeys implements AutoCloseable {
  private static final Duration EMPTY_RETRY = Duration.ofSeconds(5);

  /** Of a block: a claim takes about as long as so many creates at the highest rate. */
  private static final int RESERVE_SHARE = 4;

  private final KeyPool pool;
  private final KeyBijection bijection;
  private final KeyWords words;
  private final PoolAlarm alarm;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<Numbered> ready = new ArrayDeque<>();
  private final AtomicBoolean low = new AtomicBoolean();

  /** A claim without the lock is under way. */
  private final AtomicBoolean claimingAhead = new AtomicBoolean();

  // guarded by the lock
  private int reserve;
  private boolean waited;
  private boolean closed;

  /**
   * @param patience how long a caller waits for another one's claim, before it is told that the
   *     pool is unavailable
   */
  public ReadyKeys(
      KeyPool pool, KeyBijection bijection, KeyWords words, PoolAlarm alarm, Duration patience) {
    this.pool = pool;
    this.bijection = bijection;
    this.words = words;
    this.alarm = alarm;
    this.patience = patience;
  }

  /** A key that nobody was given before, and nobody will be again. */
  public ShortKey next() {
    try {
      return take();
    } finally {
      if (low.getAndSet(false)) {
        alarm.keyPoolLow(); // not under the lock, since others go on meanwhile
      }
    }
  }

  private ShortKey take() {
    acquire();
    ShortKey key;
    boolean ahead;
    try {
      key = poll();
      ahead = waited && ready.size() <= reserve && claimingAhead.compareAndSet(false, true);
    } finally {
      lock.unlock();
    }
    if (ahead) {
      claimAhead();
    }
    return key;
  }

  private ShortKey poll() {
    while (true) {
      Numbered key = ready.poll();
      if (key == null) {
        claim();
        waited = lock.hasQueuedThreads();
      } else if (words.mayBeGenerated(key.key())) {
        return key.key();
      }
    }
  }

  /** Who claims ahead has a key: where it gets none, the next claim is left to who finds none. */
  private void claimAhead() {
    try {
      keep(pool.claim());
    } catch (Unavailable e) {
      claimNoMoreAhead();
    } finally {
      claimingAhead.set(false);
    }
  }

  private void claimNoMoreAhead() {
    lock.lock();
    try {
      waited = false;
    } finally {
      lock.unlock();
    }
  }

  private void keep(KeyPool.Claim claim) {
    lock.lock();
    try {
      switch (claim) {
        case KeyPool.Claim.Claimed claimed when closed -> pool.giveBack(claimed.block());
        case KeyPool.Claim.Claimed claimed -> keep(claimed);
        case KeyPool.Claim.Empty() -> {
          low.set(true);
          waited = false;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Gives the unused keys back to the pool; the next call claims anew. */
  public void release() {
    acquire();
    try {
      List<KeyBlock> rests = rests();
      ready.clear();
      rests.forEach(pool::giveBack);
    } finally {
      lock.unlock();
    }
  }

  /** Gives the unused keys back; from now on {@link #next()} is unavailable. */
  @Override
  public void close() {
    acquire();
    try {
      closed = true;
      release();
    } finally {
      lock.unlock();
    }
  }

  private void claim() {
    if (closed) {
      throw new Unavailable("key pool", null);
    }
    switch (pool.claim()) {
      case KeyPool.Claim.Claimed claimed -> keep(claimed);
      case KeyPool.Claim.Empty() -> {
        low.set(true);
        throw new Unavailable("key pool", EMPTY_RETRY, null);
      }
    }
  }

  private void keep(KeyPool.Claim.Claimed claimed) {
    KeyBlock block = claimed.block();
    List<ShortKey> keys = bijection.keys(block);
    for (int i = 0; i < keys.size(); i++) {
      ready.add(new Numbered(block.first() + i, keys.get(i)));
    }
    reserve = block.size() / RESERVE_SHARE;
    if (claimed.low()) {
      low.set(true);
    }
  }

  /** What is left, as runs of consecutive numbers. */
  private List<KeyBlock> rests() {
    List<KeyBlock> rests = new ArrayList<>();
    for (Numbered key : ready) {
      KeyBlock last = rests.isEmpty() ? null : rests.getLast();
      if (last != null && last.first() + last.size() == key.number()) {
        rests.set(rests.size() - 1, new KeyBlock(last.first(), last.size() + 1));
      } else {
        rests.add(new KeyBlock(key.number(), 1));
      }
    }
    return rests;
  }

  private void acquire() {
    try {
      if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new Unavailable("key pool", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("key pool", e);
    }
  }

  private record Numbered(long number, ShortKey key) {}
}
