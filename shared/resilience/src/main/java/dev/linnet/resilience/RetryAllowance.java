package dev.linnet.resilience;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds retries to about a tenth of the calls that succeed, so that a backend in trouble gets
 * hardly more to do than it has. Starts full. Thread-safe.
 */
final class RetryAllowance {
  /** In tenths of a retry. */
  private static final int RETRY = 10;

  private static final int FULL = 10 * RETRY;

  private final AtomicInteger left = new AtomicInteger(FULL);

  void succeeded() {
    if (left.get() < FULL) {
      left.updateAndGet(tenths -> Math.min(FULL, tenths + 1));
    }
  }

  boolean take() {
    return left.getAndUpdate(tenths -> tenths < RETRY ? tenths : tenths - RETRY) >= RETRY;
  }
}
