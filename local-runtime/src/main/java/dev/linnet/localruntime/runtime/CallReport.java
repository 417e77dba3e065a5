package dev.linnet.localruntime.runtime;

import dev.linnet.topology.LambdaFunction;
import java.time.Duration;
import java.util.Locale;

/**
 * The lines that Lambda writes around a call.
 *
 * @param init how long the environment took to start for this call; zero where it was there
 * @param maxMemory of its process so far, in megabytes; zero where that cannot be told
 * @param status {@code timeout}, or {@code error} with its type; empty where all went well
 */
record CallReport(
    String requestId,
    LambdaFunction function,
    Duration duration,
    Duration init,
    long maxMemory,
    String status) {
  /** A call's status as Lambda reports it. */
  static String statusOf(Invocation invocation) {
    return switch (invocation) {
      case Invocation.Answered _ -> "";
      case Invocation.Failed(String type) -> error(type);
      case Invocation.TimedOut _ -> "timeout";
      case Invocation.Throttled _ -> error("TooManyRequestsException");
    };
  }

  static String error(String type) {
    return "error\tError Type: " + type;
  }

  /**
   * The line of a start that came to nothing.
   *
   * @param status as above
   */
  static String initLine(Duration init, String status) {
    return "INIT_REPORT Init Duration: %s ms\tPhase: init\tStatus: %s"
        .formatted(millis(init), status);
  }

  String startLine() {
    return "START RequestId: " + requestId + " Version: $LATEST";
  }

  String endLines() {
    return "END RequestId: " + requestId + "\n" + line();
  }

  String line() {
    StringBuilder line = new StringBuilder(200);
    line.append("REPORT RequestId: ").append(requestId);
    line.append("\tDuration: ").append(millis(duration)).append(" ms");
    line.append("\tBilled Duration: ").append(billed()).append(" ms");
    line.append("\tMemory Size: ").append(function.memoryMegabytes()).append(" MB");
    if (maxMemory > 0) {
      line.append("\tMax Memory Used: ").append(maxMemory).append(" MB");
    }
    if (!init.isZero()) {
      line.append("\tInit Duration: ").append(millis(init)).append(" ms");
    }
    if (!status.isEmpty()) {
      line.append("\tStatus: ").append(status);
    }
    return line.toString();
  }

  /** Lambda bills the start, too, and rounds up to a millisecond. */
  private long billed() {
    return Math.ceilDiv(duration.plus(init).toNanos(), 1_000_000L);
  }

  private static String millis(Duration duration) {
    return String.format(Locale.ROOT, "%.2f", duration.toNanos() / 1e6);
  }
}
