package dev.linnet.localruntime.runtime;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Interrupts a call that takes too long; never a moment after it has ended. */
final class CallDeadline implements AutoCloseable {
  private final Thread caller = Thread.currentThread();
  private final ScheduledFuture<?> timer;
  private boolean over;
  private boolean passed;

  CallDeadline(ScheduledThreadPoolExecutor timers, Duration limit) {
    this.timer = timers.schedule(this::pass, limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  private synchronized void pass() {
    if (!over) {
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
    timer.cancel(false);
    if (passed) {
      Thread.interrupted(); // what is left of our own interrupt
    }
  }
}
