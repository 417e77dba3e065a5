package dev.linnet.redis;

import dev.linnet.links.Unavailable;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps knowing who has which slots of a cluster. The first use asks, and waits for the answer;
 * from then on it is asked again every 16 seconds, and every two while something seems wrong. What
 * was known stays known while nobody answers. Thread-safe.
 */
final class Topology implements AutoCloseable {
  private static final Duration TICK = Duration.ofSeconds(2);
  private static final int CALM_TICKS = 8;

  private final LazyClient client;
  private final RedisConfig config;
  private final Watcher watcher;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicInteger round = new AtomicInteger(); // ends with a halt: what began is void
  private volatile @Nullable Slots current;
  private volatile boolean outdated;

  // The rest is guarded by the lock.
  private @Nullable CompletableFuture<Slots> wanted; // null: by nobody yet; failed: none for now
  private @Nullable Slots loaded; // without what single redirections told since
  private @Nullable ClusterView view;
  private boolean closed;

  Topology(LazyClient client, RedisConfig config, Watcher watcher) {
    this.client = client;
    this.config = config;
    this.watcher = watcher;
  }

  /** Who wants to know, and who knows whether there is trouble. */
  interface Watcher {
    /**
     * @param moved whether any slot has another node than before
     */
    void loaded(Slots slots, boolean moved);

    boolean isTroubled(Slots slots);
  }

  @Nullable Slots current() {
    return current;
  }

  /** Throws {@link Unavailable} where nothing is known. */
  Slots slots() {
    Slots known = current;
    return known != null ? known : Connector.await(wanted());
  }

  /** A node said that this slot is another one's now; the others are asked soon. */
  void moved(int slot, RedisServer to) {
    lock.lock();
    try {
      Slots known = current;
      current = known == null ? null : known.with(slot, to);
      outdated = true;
    } finally {
      lock.unlock();
    }
  }

  /** Asks no more until the next use. */
  void forget() {
    halt(false);
  }

  @Override
  public void close() {
    ClusterView idle = halt(true);
    if (idle != null) {
      idle.close();
    }
  }

  private CompletableFuture<Slots> wanted() {
    lock.lock();
    try {
      CompletableFuture<Slots> slots = wanted;
      if (slots == null) {
        int inRound = round.get();
        client.get().after(Duration.ZERO, () -> ask(inRound));
        slots = new CompletableFuture<>();
        wanted = slots.orTimeout(LeanClient.CONNECT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      }
      return slots;
    } finally {
      lock.unlock();
    }
  }

  private void ask(int inRound) {
    ClusterView asked = view(inRound);
    if (asked == null) {
      return;
    }
    outdated = false;
    var _ =
        CompletableFuture.completedFuture(asked)
            .thenCompose(ClusterView::load) // in here, so that what it throws is a failure, too
            .whenComplete(
                (slots, fault) -> {
                  if (fault == null) {
                    publish(slots, inRound);
                  } else {
                    failed(fault, inRound);
                  }
                  watch(inRound, 0);
                });
  }

  private void watch(int inRound, int ticks) {
    Slots known = current;
    boolean calm = known != null && !outdated && !watcher.isTroubled(known);
    if (inRound == round.get() && ticks > 0 && (!calm || ticks >= CALM_TICKS)) {
      ask(inRound);
    } else if (inRound == round.get()) {
      client.get().after(TICK, () -> watch(inRound, ticks + 1));
    }
  }

  private @Nullable ClusterView view(int inRound) {
    lock.lock();
    try {
      if (inRound != round.get()) {
        return null;
      }
      if (view == null) {
        view = client.get().view(config);
      }
      return view;
    } finally {
      lock.unlock();
    }
  }

  private void publish(Slots slots, int inRound) {
    boolean moved;
    lock.lock();
    try {
      if (inRound != round.get()) {
        return;
      }
      moved = loaded != null && slots.tookAnyFrom(loaded);
      loaded = slots;
      current = slots;
      if (wanted != null) {
        wanted.complete(slots);
      }
      wanted = CompletableFuture.completedFuture(slots);
    } finally {
      lock.unlock();
    }
    watcher.loaded(slots, moved);
  }

  private void failed(Throwable fault, int inRound) {
    lock.lock();
    try {
      if (inRound == round.get() && current == null) {
        refuse(fault);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Answers what is of no more use, if anything. */
  private @Nullable ClusterView halt(boolean forGood) {
    lock.lock();
    try {
      round.incrementAndGet();
      closed |= forGood;
      refuse(new RedisException("The connections were closed."));
      wanted = closed ? wanted : null;
      current = null;
      loaded = null;
      ClusterView idle = closed ? view : null;
      view = closed ? null : view;
      return idle;
    } finally {
      lock.unlock();
    }
  }

  /** Under the lock: tells those who wait, and those who will ask until something is known. */
  private void refuse(Throwable fault) {
    if (wanted != null) {
      wanted.completeExceptionally(fault);
    }
    wanted = CompletableFuture.failedFuture(fault);
  }
}
