package dev.linnet.localruntime.work;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How often work that failed is tried again, for one function.
 *
 * @param maxRetries after the first try
 * @param delay before the first retry; it doubles with every further one, up to an hour
 * @param maxAge older work is not tried again
 */
public record Retries(int maxRetries, Duration delay, Duration maxAge) {
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MAX_DOUBLINGS = 20;

  public Retries {
    if (maxRetries < 0 || delay.isNegative() || maxAge.isNegative()) {
      throw new IllegalArgumentException("Retries, their delay and the age are not negative.");
    }
  }

  /**
   * When to try again; empty where it was the last time. A quarter more or less of the delay, by
   * chance, keeps what failed together from coming back together.
   *
   * @param tries so far, at least one
   * @param since when the work was recorded
   */
  Optional<Instant> next(int tries, Instant since, Instant now, RandomGenerator random) {
    if (tries > maxRetries) {
      return Optional.empty();
    }
    double millis = pause(tries).toMillis() * (0.75 + random.nextDouble() / 2);
    Instant next = now.plusMillis(Math.round(millis));
    return next.isAfter(since.plus(maxAge)) ? Optional.empty() : Optional.of(next);
  }

  private Duration pause(int tries) {
    Duration doubled = delay.multipliedBy(1L << Math.min(tries - 1, MAX_DOUBLINGS));
    Duration longest = delay.compareTo(LONGEST) > 0 ? delay : LONGEST;
    return doubled.compareTo(longest) > 0 ? longest : doubled;
  }
}
