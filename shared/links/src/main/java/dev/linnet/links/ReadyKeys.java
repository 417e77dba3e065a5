package dev.linnet.links;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The keys that this execution environment holds in memory: one claimed block at a time, each key
 * handed out once. What is left goes back to the pool on {@link #close()}; a crash loses it.
 * Thread-safe.
 */
public final class ReadyKeys implements AutoCloseable {
  private static final Duration EMPTY_RETRY = Duration.ofSeconds(5);

  private final KeyPool pool;
  private final KeyBijection bijection;
  private final KeyWords words;
  private final PoolAlarm alarm;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<Numbered> ready = new ArrayDeque<>();
  private final AtomicBoolean low = new AtomicBoolean();
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
    try {
      while (true) {
        Numbered key = ready.poll();
        if (key == null) {
          claim();
        } else if (words.mayBeGenerated(key.key())) {
          return key.key();
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
      Numbered first = ready.poll();
      if (first != null) {
        KeyBlock rest = new KeyBlock(first.number(), ready.size() + 1);
        ready.clear();
        pool.giveBack(rest);
      }
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
      case KeyPool.Claim.Claimed(KeyBlock block, boolean isLow) -> {
        keep(block);
        if (isLow) {
          low.set(true);
        }
      }
      case KeyPool.Claim.Empty() -> {
        low.set(true);
        throw new Unavailable("key pool", EMPTY_RETRY, null);
      }
    }
  }

  private void keep(KeyBlock block) {
    List<ShortKey> keys = bijection.keys(block);
    for (int i = 0; i < keys.size(); i++) {
      ready.add(new Numbered(block.first() + i, keys.get(i)));
    }
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
