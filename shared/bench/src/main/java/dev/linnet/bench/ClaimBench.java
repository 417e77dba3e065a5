package dev.linnet.bench;

import dev.linnet.links.KeyPool;
import dev.linnet.links.KeyPool.Claim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** Claims by sixteen clients at once, and what millions of them leave behind. */
final class ClaimBench {
  private static final int CLIENTS = 16;
  private static final int ROUNDS = 5;
  private static final Duration ROUND = Duration.ofSeconds(4);
  private static final long STOCK = 6_000_000; // more than one round can take
  private static final long POPULATION = 10_000; // the defaults of the settings
  private static final long LOW_MARK = POPULATION / 2;
  private static final int RETRY_MILLIS = 100;

  /**
   * How large the pool's table and its index are, in bytes.
   *
   * @param keys that were claimed so far
   */
  record Size(long keys, long table, long index) {}

  /** Keys per second, the median of the rounds. */
  double perSecond() throws Exception {
    try (MeasuredPool measured = MeasuredPool.start(CLIENTS + 1)) {
      KeyPool pool = measured.pool(STOCK, 0);
      List<Double> rounds = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        pool.fill(STOCK, MeasuredPool.BLOCK);
        rounds.add(round(pool));
      }
      rounds.sort(null);
      return rounds.get(ROUNDS / 2);
    }
  }

  /**
   * The table's size after so many keys, claimed from a pool with the default settings, which is
   * filled up whenever a claim finds it low.
   */
  List<Size> growth(long... marks) throws Exception {
    try (MeasuredPool measured = MeasuredPool.start(CLIENTS + 1)) {
      KeyPool pool = measured.pool(POPULATION, LOW_MARK);
      pool.fill(POPULATION, MeasuredPool.BLOCK);
      List<Size> sizes = new ArrayList<>();
      LongAdder keys = new LongAdder();
      for (long mark : marks) {
        System.err.printf("  %,d keys claimed ...%n", mark);
        claimUntil(pool, keys, mark);
        sizes.add(
            new Size(keys.sum(), measured.size("key_block"), measured.size("key_block_pkey")));
      }
      return sizes;
    }
  }

  private static double round(KeyPool pool) throws Exception {
    LongAdder keys = new LongAdder();
    long start = System.nanoTime();
    long end = start + ROUND.toNanos();
    atOnce(
        () -> {
          while (System.nanoTime() < end) {
            keys.add(claimed(pool.claim()));
          }
        });
    return keys.sum() * 1e9 / (System.nanoTime() - start);
  }

  private static void claimUntil(KeyPool pool, LongAdder keys, long mark) throws Exception {
    Semaphore low = new Semaphore(0);
    AtomicBoolean over = new AtomicBoolean();
    Thread refill = Thread.ofVirtual().start(() -> refill(pool, low, over));
    try {
      atOnce(
          () -> {
            while (keys.sum() < mark) {
              switch (pool.claim()) {
                case Claim.Claimed(var block, boolean isLow) -> {
                  keys.add(block.size());
                  low.release(isLow ? 1 : 0);
                }
                case Claim.Empty() -> low.release();
              }
            }
          });
    } finally {
      over.set(true); // an interrupt would break a fill that is under way
      refill.join();
    }
  }

  private static void refill(KeyPool pool, Semaphore low, AtomicBoolean over) {
    try {
      while (!over.get()) {
        if (low.tryAcquire(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
          low.drainPermits();
          pool.fill(POPULATION, MeasuredPool.BLOCK);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long claimed(Claim claim) {
    return switch (claim) {
      case Claim.Claimed(var block, boolean _) -> block.size();
      case Claim.Empty() -> throw new IllegalStateException("More was claimed than is measured.");
    };
  }

  private static void atOnce(Runnable client) throws InterruptedException, ExecutionException {
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        running.add(clients.submit(client));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
  }
}
