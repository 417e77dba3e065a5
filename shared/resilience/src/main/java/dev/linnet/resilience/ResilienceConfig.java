package dev.linnet.resilience;

import java.time.Duration;

/**
 * When a backend is left alone, for how long, and what is tried again.
 *
 * @param window calls of this time are looked at; whole seconds
 * @param minimumCalls fewer calls in the window say nothing
 * @param failurePercent of the calls in the window must have failed for the backend to be left
 *     alone
 * @param openFor how long it is left alone
 * @param probes calls that may then find out whether it is back
 * @param maxRetries of one call
 * @param firstPause before the first retry, about; before each further one about twice as long
 * @param retryBudget a retry begins only so long after its call: what failed slowly is not repeated
 */
record ResilienceConfig(
    Duration window,
    int minimumCalls,
    int failurePercent,
    Duration openFor,
    int probes,
    int maxRetries,
    Duration firstPause,
    Duration retryBudget) {

  /**
   * A blip of a second opens no breaker; an outage opens it after four calls one after the other,
   * or within about three seconds under load.
   */
  static final ResilienceConfig STANDARD =
      new ResilienceConfig(
          Duration.ofSeconds(6),
          4,
          50,
          Duration.ofSeconds(2),
          3,
          2,
          Duration.ofMillis(20),
          Duration.ofMillis(500));

  ResilienceConfig {
    if (window.toSeconds() < 1 || openFor.toMillis() < 1 || firstPause.toMillis() < 1) {
      throw new IllegalArgumentException("A window is a second or more, a wait a millisecond.");
    }
    if (minimumCalls < 1 || failurePercent < 1 || failurePercent > 100 || probes < 1) {
      throw new IllegalArgumentException("At least one call, and 1 to 100 percent, are counted.");
    }
    if (maxRetries < 0 || retryBudget.isNegative()) {
      throw new IllegalArgumentException("The limits of retries are not negative.");
    }
  }
}
