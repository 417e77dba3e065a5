package dev.linnet.localruntime.front;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Decodes what is percent-encoded; a text that is not encoded as it should be stays as it is. */
final class Percent {
  private Percent() {}

  /** A name or value of a query, where a plus sign is a space. */
  static String decodedQuery(String text) {
    return text.indexOf('%') < 0 && text.indexOf('+') < 0 ? text : decoded(text, text);
  }

  static String decodedPath(String text) {
    return text.indexOf('%') < 0 ? text : decoded(text.replace("+", "%2B"), text);
  }

  private static String decoded(String encoded, String otherwise) {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return otherwise; // a lone percent sign
    }
  }
}
