package dev.linnet.redis;

import dev.linnet.links.Unavailable;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one session open. The first use opens it, and waits for it; a lost one is replaced in the
 * background, and until then every use is refused at once. Thread-safe; no connection is used under
 * the lock, since Lettuce calls back under locks of its own.
 */
final class Connector implements AutoCloseable {
  private final LazyClient client;
  private final RedisServer server;
  private final RedisConfig config;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Backoff backoff = new Backoff(); // guarded by the lock
  private volatile @Nullable Invalidations invalidations;
  private volatile @Nullable Session current;
  private final AtomicInteger round = new AtomicInteger(); // ends with a halt: what began is void

  // The rest is guarded by the lock.
  private @Nullable CompletableFuture<Session> wanted; // null: by nobody yet; failed: none for now
  private boolean closed;
  private @Nullable Session latest; // the current one, or the last one that was
  private @Nullable SessionSource source;

  /**
   * @param client not closed by this
   */
  Connector(LazyClient client, RedisServer server, RedisConfig config, InstantSource clock) {
    this.client = client;
    this.server = server;
    this.config = config;
    this.clock = clock;
  }

  /** Has every session tracked from now on. Called before the first use. */
  void track(Invalidations listener) {
    invalidations = listener;
  }

  @Nullable Session current() {
    return current;
  }

  /** The open session; throws {@link Unavailable} where there is none. */
  Session session() {
    Session open = current;
    return open != null ? open : await(wanted());
  }

  /** Closes the connection, as before a checkpoint of the process; the next use opens another. */
  void disconnect() {
    halt(false);
  }

  @Override
  public void close() {
    halt(true);
  }

  /** Whether a session is wanted and none is open. */
  boolean isTroubled() {
    lock.lock();
    try {
      return wanted != null && current == null;
    } finally {
      lock.unlock();
    }
  }

  private CompletableFuture<Session> wanted() {
    lock.lock();
    try {
      CompletableFuture<Session> session = wanted;
      if (session == null) {
        openAfter(Duration.ZERO);
        session = new CompletableFuture<>();
        wanted = session.orTimeout(LeanClient.CONNECT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      }
      return session;
    } finally {
      lock.unlock();
    }
  }

  /** Under the lock. */
  private void openAfter(Duration pause) {
    SessionSource opener = source == null ? newSource() : source;
    source = opener;
    int inRound = round.get();
    opener.after(pause, () -> open(opener, inRound));
  }

  private SessionSource newSource() {
    return SessionSource.of(client.get(), server, config, clock, invalidations);
  }

  private void open(SessionSource opener, int inRound) {
    if (inRound != round.get()) {
      return;
    }
    var _ =
        opener
            .open()
            .whenComplete(
                (session, fault) -> {
                  if (fault != null) {
                    failed(fault, inRound);
                  } else if (publish(session, inRound)) {
                    opener.tookOver(session);
                    session.onLoss(() -> lost(session));
                  } else {
                    session.close();
                  }
                });
  }

  /** False: it comes too late. */
  private boolean publish(Session session, int inRound) {
    lock.lock();
    try {
      if (inRound != round.get()) {
        return false;
      }
      retireLatest();
      latest = session;
      current = session;
      backoff.reset();
      if (wanted != null) {
        wanted.complete(session);
      }
      wanted = CompletableFuture.completedFuture(session);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void failed(Throwable fault, int inRound) {
    lock.lock();
    try {
      if (inRound == round.get()) {
        backoff.failed();
        refuse(fault);
        openAfter(backoff.pause());
      }
    } finally {
      lock.unlock();
    }
  }

  private void lost(Session session) {
    lock.lock();
    try {
      if (current == session) {
        current = null;
        refuse(new RedisException("The connection was lost."));
        openAfter(backoff.pause());
      }
    } finally {
      lock.unlock();
    }
    session.close();
  }

  private void halt(boolean forGood) {
    Session open;
    lock.lock();
    try {
      round.incrementAndGet();
      backoff.reset();
      closed |= forGood;
      refuse(new RedisException("The connection was closed."));
      wanted = closed ? wanted : null;
      open = current;
      current = null;
      retireLatest();
      latest = null;
    } finally {
      lock.unlock();
    }
    if (open != null) {
      open.closeAndWait();
    }
  }

  /** Under the lock: tells those who wait, and those who will ask until a session is open. */
  private void refuse(Throwable fault) {
    if (wanted != null) {
      wanted.completeExceptionally(fault);
    }
    wanted = CompletableFuture.failedFuture(fault);
  }

  private void retireLatest() {
    if (latest != null) {
      latest.retire();
    }
  }

  /** Waits for a first session, or for what leads to it; that has a time limit. */
  static <T> T await(CompletableFuture<T> wanted) {
    try {
      return wanted.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("cache", e);
    } catch (ExecutionException e) {
      throw new Unavailable("cache", e.getCause());
    }
  }
}
