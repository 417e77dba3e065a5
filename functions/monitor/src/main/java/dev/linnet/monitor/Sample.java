package dev.linnet.monitor;

import dev.linnet.links.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks its source once a second at most, whoever wants to know and how often: looking at the
 * backends must not load them. One caller asks while the others wait for the same answer, so the
 * source needs a time limit.
 */
final class Sample<T> implements Supplier<T> {
  static final Duration FRESH_FOR = Duration.ofSeconds(1);

  private final Supplier<T> source;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Kept<T> kept;

  Sample(Supplier<T> source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  @Override
  public T get() {
    lock.lock();
    try {
      Kept<T> answer = kept;
      if (answer == null || !answer.isFreshAt(clock.instant())) {
        answer = ask();
        kept = answer;
      }
      return answer.value().get();
    } finally {
      lock.unlock();
    }
  }

  /** That a backend is not there is an answer, too. */
  private Kept<T> ask() {
    Supplier<T> answer;
    try {
      T value = source.get();
      answer = () -> value;
    } catch (Unavailable e) {
      answer =
          () -> {
            throw e;
          };
    }
    return new Kept<>(answer, clock.instant());
  }

  private record Kept<T>(Supplier<T> value, Instant since) {
    /** A clock that was set back makes nothing fresh. */
    boolean isFreshAt(Instant now) {
      return !now.isBefore(since) && now.isBefore(since.plus(FRESH_FOR));
    }
  }
}
