package dev.linnet.localruntime.runtime;

/**
 * What Lambda's Invoke tells of a call.
 *
 * @param payload the reply, or an error as JSON
 * @param log the end of what the function wrote while it was called
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Outcome(Invocation invocation, byte[] payload, String log) {
  boolean isError() {
    return !(invocation instanceof Invocation.Answered);
  }
}
