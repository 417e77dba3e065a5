package dev.linnet.localruntime;

import dev.linnet.config.Env;
import dev.linnet.topology.RetryPolicy;
import java.time.Duration;

/** How often failed background work is tried again, as the settings say. */
record RetrySettings(RetryPolicy policy) {
  private static final int MAX_RETRIES = 185; // as EventBridge

  static RetrySettings from(Env environment) {
    return environment.read(
        env ->
            new RetrySettings(
                new RetryPolicy(
                    env.integer(
                        RetryPolicy.MAX_RETRIES_SETTING,
                        RetryPolicy.DEFAULT.maxRetries(),
                        0,
                        MAX_RETRIES),
                    env.duration(
                        RetryPolicy.DELAY_SETTING,
                        RetryPolicy.DEFAULT.delay(),
                        Duration.ofMillis(100),
                        Duration.ofDays(1)))));
  }
}
