package dev.linnet.localruntime.runtime;

/** What became of a call in an execution environment. */
sealed interface Answer {
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Reply(byte[] payload) implements Answer {}

  /**
   * The runtime reported an error of the function.
   *
   * @param payload as the runtime wrote it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Failed(String type, byte[] payload) implements Answer {}

  record TooLarge() implements Answer {}

  record TimedOut() implements Answer {}

  /**
   * The process ended.
   *
   * @param taken whether it had the call already; else another environment may have it
   */
  record Died(End end, boolean taken) implements Answer {}

  /**
   * How a process ended.
   *
   * @param status of the process; above 128 a signal's number is in it
   * @param outOfMemory whether it was ended because it had more than its function may have
   */
  record End(int status, boolean outOfMemory) {
    private static final int SIGNALS = 128;
    private static final int KILL = 9;

    String type() {
      return outOfMemory ? "Runtime.OutOfMemory" : "Runtime.ExitError";
    }

    /** In Lambda's words. */
    String sentence() {
      if (status == 0 && !outOfMemory) {
        return "Runtime exited without providing a reason";
      }
      String how =
          outOfMemory || status == SIGNALS + KILL ? "signal: killed" : "exit status " + status;
      return "Runtime exited with error: " + how;
    }
  }
}
