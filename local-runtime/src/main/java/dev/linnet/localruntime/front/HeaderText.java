package dev.linnet.localruntime.front;

import java.util.BitSet;

/** What HTTP lets stand in a header (RFC 9110, 5.1 and 5.5). */
final class HeaderText {
  private static final BitSet NAME = new BitSet(128);

  static {
    NAME.set('0', '9' + 1);
    NAME.set('A', 'Z' + 1);
    NAME.set('a', 'z' + 1);
    "!#$%&'*+-.^_`|~".chars().forEach(NAME::set);
  }

  private HeaderText() {}

  static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!NAME.get(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** A line end in a value would let a function's input write headers, or whole replies. */
  static boolean isValue(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7F) {
        return false;
      }
    }
    return true;
  }
}
