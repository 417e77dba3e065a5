package dev.linnet.localruntime.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * What Lambda's Invoke tells of a call.
 *
 * @param payload the reply, or an error as JSON
 * @param log the end of what the function wrote while it was called
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Outcome(Invocation invocation, byte[] payload, String log) {
  private static final int MAX_LOG = 4 * 1024;

  boolean isError() {
    return !(invocation instanceof Invocation.Answered);
  }

  /** The last 4 KB of the log, in base64. */
  String logTail() {
    byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
    byte[] tail = Arrays.copyOfRange(bytes, Math.max(0, bytes.length - MAX_LOG), bytes.length);
    return Base64.getEncoder().encodeToString(tail);
  }
}
