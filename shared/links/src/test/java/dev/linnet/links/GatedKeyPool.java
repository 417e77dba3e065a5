package dev.linnet.links;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Claims wait while it is closed, and fail while it is broken. */
final class GatedKeyPool extends HeapKeyPool {
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private final AtomicInteger failures = new AtomicInteger();
  private volatile boolean broken;

  GatedKeyPool(int blocks, int blockSize) {
    super(0, (long) blocks * blockSize);
    fill((long) blocks * blockSize, blockSize);
  }

  void close() {
    gate = new CountDownLatch(1);
  }

  void open() {
    broken = false;
    gate.countDown();
  }

  int failures() {
    return failures.get();
  }

  void breakDown() {
    broken = true;
  }

  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // who waits locks nobody out
  public Claim claim() {
    if (broken) {
      failures.incrementAndGet();
      throw new Unavailable("key pool", null);
    }
    Claim claim = super.claim();
    Caller.pass(gate);
    return claim;
  }
}
