package dev.linnet.redis;

import dev.linnet.links.Unavailable;
import io.lettuce.core.RedisException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The client that the first use makes: a start that needs no Redis does not pay for it. */
final class LazyClient implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable LeanClient made;
  private boolean closed;

  LeanClient get() {
    lock.lock();
    try {
      if (closed) {
        throw new Unavailable("cache", new RedisException("The cache was closed."));
      }
      LeanClient client = made == null ? LeanClient.make() : made;
      made = client;
      return client;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    LeanClient idle;
    lock.lock();
    try {
      closed = true;
      idle = made;
      made = null;
    } finally {
      lock.unlock();
    }
    if (idle != null) {
      idle.close();
    }
  }
}
