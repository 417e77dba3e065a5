package dev.linnet.localruntime.runtime;

/** Takes what is called without waiting; it sees to retries and dead letters. */
@FunctionalInterface
public interface AsyncCalls {
  /**
   * Accepts the call.
   *
   * @param event as JSON
   */
  void submit(LocalFunction function, String event);
}
