package dev.linnet.localruntime.runtime;

/** Takes what is called without waiting; it sees to retries and dead letters. */
@FunctionalInterface
public interface AsyncCalls {
  /** For a process that keeps no background work. */
  AsyncCalls NONE = (function, event) -> Reception.NOT_HERE;

  /** What became of a call. */
  enum Reception {
    /** It is kept, whatever happens. */
    TAKEN,
    /** Too much is waiting. */
    TOO_MUCH,
    /** What keeps the calls is away for the moment. */
    NOT_NOW,
    /** This process keeps no calls at all. */
    NOT_HERE
  }

  /**
   * Accepts the call, or says why not.
   *
   * @param event as JSON
   */
  Reception submit(LocalFunction function, String event);
}
