package dev.linnet.logs;

import java.util.Map;

/** One record as one line. Thread-safe. */
interface LineFormat {
  /**
   * The line, without its end.
   *
   * @param context what belongs to everything that this thread says at the moment: {@code
   *     request_id}, {@code trace_id}, {@code span_id}
   */
  String line(LogRecord entry, Map<String, String> context);
}
