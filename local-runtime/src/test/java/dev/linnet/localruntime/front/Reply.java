package dev.linnet.localruntime.front;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One reply as it came over the wire; bytes are read as ISO 8859-1. */
record Reply(String head, String body) {
  static Reply of(String text) {
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new AssertionError("No whole reply: " + text);
    }
    return new Reply(text.substring(0, end), text.substring(end + 4));
  }

  int status() {
    return Integer.parseInt(head.split(" ", 3)[1]);
  }

  /** The values under a name, in order. */
  List<String> headers(String name) {
    String prefix = name.toLowerCase(Locale.ROOT) + ":";
    return Stream.of(head.split("\r\n", -1))
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(line -> line.substring(prefix.length()).strip())
        .toList();
  }
}
