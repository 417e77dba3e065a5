package dev.linnet.localruntime.runtime;

/** What came of calling a function. */
public sealed interface Invocation {
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answered(byte[] reply) implements Invocation {}

  /** The function threw; the cause is in the log. */
  record Failed(String errorType) implements Invocation {}

  record TimedOut() implements Invocation {}

  /** As many calls as are allowed run already. */
  record Throttled() implements Invocation {}
}
