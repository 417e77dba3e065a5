package dev.linnet.logs;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A failure's stack trace: what it was, what caused it, and of each the calls that tell most. Whole
 * traces are several screens long, and nobody reads them in a line.
 */
final class StackText {
  private static final int MAX = 4_000;

  /** Of the failure itself; its causes have half of it. */
  private static final int FRAMES = 16;

  private static final int MAX_CAUSES = 5;
  private static final int MAX_WHAT = 500;

  private StackText() {}

  static String of(Throwable failure) {
    StringBuilder text = new StringBuilder(MAX);
    append(text, "", failure, FRAMES);
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    seen.add(failure);
    @Nullable Throwable cause = failure.getCause();
    for (int i = 0; i < MAX_CAUSES && cause != null && seen.add(cause); i++) {
      append(text, "Caused by: ", cause, FRAMES / 2);
      cause = cause.getCause();
    }
    return cut(text.toString(), MAX);
  }

  private static void append(StringBuilder text, String before, Throwable failure, int frames) {
    String what = cut(Redaction.of(failure.toString()), MAX_WHAT); // a cut secret looks like none
    text.append(before).append(what).append('\n');
    StackTraceElement[] trace = failure.getStackTrace();
    for (int i = 0; i < Math.min(trace.length, frames); i++) {
      text.append("\tat ").append(trace[i]).append('\n');
    }
    if (trace.length > frames) {
      text.append("\t... ").append(trace.length - frames).append(" more\n");
    }
  }

  static String cut(String text, int max) {
    return text.length() <= max ? text : text.substring(0, max) + " ...";
  }
}
