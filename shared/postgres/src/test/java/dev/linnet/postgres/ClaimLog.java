package dev.linnet.postgres;

import dev.linnet.links.KeyBlock;
import dev.linnet.links.KeyPool;
import dev.linnet.links.KeyPool.Claim;
import dev.linnet.links.Unavailable;
import java.util.Collection;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What many threads claimed, and used, from pools that may fail at any time. */
final class ClaimLog {
  private static final int CLAIMS_BETWEEN_RESTS = 10;

  private final Queue<KeyBlock> blocks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger claims = new AtomicInteger();
  private final AtomicLong keys = new AtomicLong();
  private final AtomicInteger inDoubt = new AtomicInteger();

  /** Uses a block, of each tenth one half only; the rest goes back. A failure reads as empty. */
  Claim claim(KeyPool pool) {
    Claim claim = attempt(pool::claim).orElse(new Claim.Empty());
    if (claim instanceof Claim.Claimed(KeyBlock block, _)) {
      boolean half = claims.incrementAndGet() % CLAIMS_BETWEEN_RESTS == 0 && block.size() > 1;
      int used = half ? block.size() / 2 : block.size();
      blocks.add(new KeyBlock(block.first(), used));
      keys.addAndGet(used);
      if (half) {
        attempt(() -> giveBack(pool, block.without(used)));
      }
    }
    return claim;
  }

  /** Empty where it failed, so that its outcome is unknown. */
  <T> Optional<T> attempt(Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (Unavailable e) {
      inDoubt.incrementAndGet();
      return Optional.empty();
    }
  }

  int claims() {
    return claims.get();
  }

  long keys() {
    return keys.get();
  }

  int inDoubt() {
    return inDoubt.get();
  }

  Collection<KeyBlock> blocks() {
    return blocks;
  }

  private static boolean giveBack(KeyPool pool, KeyBlock rest) {
    pool.giveBack(rest);
    return true;
  }
}
