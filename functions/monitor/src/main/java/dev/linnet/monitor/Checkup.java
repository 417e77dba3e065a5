package dev.linnet.monitor;

import dev.linnet.resilience.BackendState;
import java.time.Duration;

/**
 * One look at one dependency.
 *
 * @param breaker what the circuit breaker around these looks knows
 */
record Checkup(
    String name, boolean essential, Finding finding, Duration latency, BackendState breaker) {
  Condition condition() {
    return finding.condition();
  }
}
