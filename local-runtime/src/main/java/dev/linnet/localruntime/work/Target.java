package dev.linnet.localruntime.work;

/** A function that background work calls, on the thread of the caller. */
@FunctionalInterface
public interface Target {
  /**
   * Calls it once.
   *
   * @param event as JSON
   */
  Outcome call(String event);

  /** What came of a call. */
  sealed interface Outcome {
    record Done(String report) implements Outcome {}

    record Failed(String reason) implements Outcome {}
  }
}
