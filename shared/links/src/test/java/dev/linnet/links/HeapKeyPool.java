package dev.linnet.links;

import java.util.ArrayDeque;
import java.util.Deque;

/** Keeps blocks in memory; what is given back is claimed next. */
class HeapKeyPool implements KeyPool {
  private final Deque<KeyBlock> blocks = new ArrayDeque<>();
  private final long lowMark;
  private final long capacity;
  private long made;
  private int claims;

  HeapKeyPool(long lowMark, long capacity) {
    this.lowMark = lowMark;
    this.capacity = capacity;
  }

  /** A full pool, which is never low. */
  static HeapKeyPool of(int blocks, int blockSize) {
    long population = (long) blocks * blockSize;
    HeapKeyPool pool = new HeapKeyPool(0, population);
    pool.fill(population, blockSize);
    return pool;
  }

  @Override
  public synchronized Claim claim() {
    claims++;
    boolean low = free() < lowMark;
    KeyBlock block = blocks.poll();
    return block == null ? new Claim.Empty() : new Claim.Claimed(block, low);
  }

  @Override
  public synchronized void giveBack(KeyBlock rest) {
    blocks.addFirst(rest);
  }

  @Override
  public synchronized Fill fill(long population, int blockSize) {
    long before = made;
    while (free() < population && made + blockSize <= capacity) {
      blocks.add(new KeyBlock(made, blockSize));
      made += blockSize;
    }
    return free() < population
        ? new Fill.Exhausted(free())
        : new Fill.Filled(made - before, free());
  }

  @Override
  public synchronized Level level() {
    return new Level(made, free(), capacity);
  }

  synchronized int claims() {
    return claims;
  }

  private long free() {
    return blocks.stream().mapToLong(KeyBlock::size).sum();
  }
}
