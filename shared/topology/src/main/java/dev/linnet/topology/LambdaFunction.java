package dev.linnet.topology;

import java.time.Duration;

/**
 * A function that is deployed.
 *
 * @param name also its zip's: {@code linnet-<name>.zip}
 * @param handler the class that Lambda calls
 * @param memoryMegabytes processor time on Lambda grows with it
 * @param timeout of one call
 */
public record LambdaFunction(
    String name, String handler, int memoryMegabytes, Duration timeout, String description) {
  public LambdaFunction {
    if (timeout.compareTo(Duration.ofMinutes(15)) > 0) {
      throw new IllegalArgumentException("Lambda ends a call after 15 minutes.");
    }
  }
}
