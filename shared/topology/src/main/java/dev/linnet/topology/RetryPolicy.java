package dev.linnet.topology;

import java.time.Duration;

/**
 * How often background work that failed is tried again.
 *
 * @param maxRetries after the first try; then the event is a dead letter
 * @param delay before each of them
 */
public record RetryPolicy(int maxRetries, Duration delay) {
  public static final String MAX_RETRIES_SETTING = "TASK_MAX_RETRIES";
  public static final String DELAY_SETTING = "TASK_RETRY_DELAY";

  /** What holds where neither setting is set. */
  public static final RetryPolicy DEFAULT = new RetryPolicy(3, Duration.ofMinutes(1));

  public RetryPolicy {
    if (maxRetries < 0 || delay.isNegative()) {
      throw new IllegalArgumentException("Retries and their delay are not negative.");
    }
  }
}
