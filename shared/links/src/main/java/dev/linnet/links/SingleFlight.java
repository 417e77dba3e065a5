package dev.linnet.links;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Lets one thread do the work for a key while the others that want the same wait for its answer.
 * Nothing is remembered once it is done. Thread-safe.
 */
final class SingleFlight<K, V> {
  private final ConcurrentMap<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();
  private final String backend;
  private final Duration patience;

  /**
   * @param backend what a caller is told to be missing when its patience ends
   */
  SingleFlight(String backend, Duration patience) {
    this.backend = backend;
    this.patience = patience;
  }

  V get(K key, Function<? super K, ? extends V> work) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> other = flights.putIfAbsent(key, mine);
    return other == null ? fly(key, work, mine) : await(other);
  }

  /** Whoever has the answer and asks again must find the flight gone: it leaves before it tells. */
  private V fly(K key, Function<? super K, ? extends V> work, CompletableFuture<V> mine) {
    try {
      V answer = work.apply(key);
      flights.remove(key, mine);
      mine.complete(answer);
      return answer;
    } catch (RuntimeException | Error e) {
      flights.remove(key, mine);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private V await(CompletableFuture<V> other) {
    try {
      return other.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new Unavailable(backend, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable(backend, e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new Unavailable(backend, e.getCause());
    }
  }
}
