package dev.linnet.logs;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A failure's stack trace, not longer than a log line may be. */
final class StackText {
  private static final int MAX = 16_000;

  private StackText() {}

  static String of(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return cut(text.toString(), MAX);
  }

  static String cut(String text, int max) {
    return text.length() <= max ? text : text.substring(0, max) + " ...";
  }
}
