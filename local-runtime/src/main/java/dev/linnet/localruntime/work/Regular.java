package dev.linnet.localruntime.work;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Work that comes again and again.
 *
 * @param expression as people write it; where it changes, the times count anew
 * @param window each time is put off by some part of it, by chance
 */
public record Regular(
    String name, String function, String expression, Duration window, Times times, Events events) {

  /** When it is time. */
  @FunctionalInterface
  public interface Times {
    /**
     * The first time later than {@code after}; empty where there is none.
     *
     * @param anchor when the expression was set
     */
    Optional<Instant> next(Instant after, Instant anchor);
  }

  /** What the function gets. */
  @FunctionalInterface
  public interface Events {
    /** As JSON. */
    String at(Instant time);
  }
}
