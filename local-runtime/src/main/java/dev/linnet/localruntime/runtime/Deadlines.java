package dev.linnet.localruntime.runtime;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Interrupts the calls of one function that take too long; never a moment after they have ended. A
 * call only enters and leaves a set. Since all have the same limit, one thread that sleeps until
 * the first of them is due, or for the limit, comes too late for none. Thread-safe.
 */
final class Deadlines implements AutoCloseable {
  private final long limit;
  private final Set<Deadline> running = ConcurrentHashMap.newKeySet();
  private final Thread watch;

  private Deadlines(String name, Duration limit) {
    this.limit = limit.toNanos();
    this.watch = Thread.ofPlatform().name("deadlines-" + name).daemon().unstarted(this::watch);
  }

  static Deadlines of(String name, Duration limit) {
    Deadlines deadlines = new Deadlines(name, limit);
    deadlines.watch.start();
    return deadlines;
  }

  /** For a call of this thread, which begins now and ends when it closes what it gets. */
  Deadline begin() {
    Deadline deadline = new Deadline(Thread.currentThread(), System.nanoTime() + limit);
    running.add(deadline);
    return deadline;
  }

  /** How many calls run. */
  int running() {
    return running.size();
  }

  private void watch() {
    while (!watch.isInterrupted()) {
      LockSupport.parkNanos(this, interruptLateCalls());
    }
  }

  /** Answers when to look again. */
  private long interruptLateCalls() {
    long now = System.nanoTime();
    long next = limit;
    for (Deadline deadline : running) {
      long left = deadline.at - now;
      if (left > 0) {
        next = Math.min(next, left);
      } else {
        deadline.pass();
      }
    }
    return next;
  }

  @Override
  public void close() {
    watch.interrupt();
  }

  /** Of one call. */
  final class Deadline implements AutoCloseable {
    private final Thread caller;
    private final long at;
    private boolean over;
    private boolean passed;

    private Deadline(Thread caller, long at) {
      this.caller = caller;
      this.at = at;
    }

    private synchronized void pass() {
      if (!over && !passed) {
        passed = true;
        caller.interrupt();
      }
    }

    synchronized boolean hasPassed() {
      return passed;
    }

    @Override
    public synchronized void close() {
      over = true;
      running.remove(this);
      if (passed) {
        Thread.interrupted(); // what is left of our own interrupt
      }
    }
  }
}
