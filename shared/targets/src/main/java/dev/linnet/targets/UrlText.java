package dev.linnet.targets;

import com.google.common.base.CharMatcher;
import dev.linnet.links.TargetFault;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** The characters of a URL, whatever they stand for. */
final class UrlText {
  private static final CharMatcher HEX =
      CharMatcher.inRange('0', '9')
          .or(CharMatcher.inRange('a', 'f'))
          .or(CharMatcher.inRange('A', 'F'));

  /** RFC 3986, section 2, with the percent sign; brackets have a rule of their own. */
  private static final CharMatcher LEGAL =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('A', 'Z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf("-._~:/?@!$&'()*+,;=%"))
          .precomputed();

  private static final HexFormat UPPER_CASE = HexFormat.of().withUpperCase();

  private UrlText() {}

  /** What no part of a URL may contain. */
  static Optional<TargetFault> fault(String url) {
    if (url.codePoints().anyMatch(UrlText::isNoCharacter)) {
      return Optional.of(TargetFault.TARGET_MALFORMED);
    }
    if (url.codePoints().anyMatch(UrlText::isControl)) {
      return Optional.of(TargetFault.TARGET_CONTROL_CHARACTER);
    }
    return Optional.empty();
  }

  /** Lone surrogates, and the code points that Unicode will never give to a character. */
  private static boolean isNoCharacter(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE
        || (codePoint & 0xFFFE) == 0xFFFE
        || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
  }

  /** White space of every kind, controls, marks that turn the text's direction, and backslash. */
  private static boolean isControl(int codePoint) {
    return codePoint == '\\'
        || Character.isISOControl(codePoint)
        || Character.isSpaceChar(codePoint)
        || isDirectionMark(codePoint);
  }

  private static boolean isDirectionMark(int codePoint) {
    return codePoint == 0x061C
        || codePoint == 0x200E
        || codePoint == 0x200F
        || (codePoint >= 0x202A && codePoint <= 0x202E)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
  }

  /** Whether every percent sign is followed by two hexadecimal digits. */
  static boolean isPercentEncoded(String text) {
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
      if (i + 2 >= text.length()
          || !HEX.matches(text.charAt(i + 1))
          || !HEX.matches(text.charAt(i + 2))) {
        return false;
      }
    }
    return true;
  }

  /** Path, query and fragment with everything percent-encoded that RFC 3986 has no place for. */
  static String escaped(String rest) {
    StringBuilder escaped = new StringBuilder(rest.length());
    int fragment = rest.indexOf('#');
    int pathEnd = CharMatcher.anyOf("?#").indexIn(rest);
    for (int i = 0; i < rest.length(); i += Character.charCount(rest.codePointAt(i))) {
      // Browsers and servers know brackets in a query (a[]=1): they stay as they are.
      boolean bracket = rest.charAt(i) == '[' || rest.charAt(i) == ']';
      boolean stays = bracket && pathEnd >= 0 && i > pathEnd;
      if (stays || i == fragment || LEGAL.matches(rest.charAt(i))) {
        escaped.append(rest.charAt(i));
      } else {
        escape(rest.codePointAt(i), escaped);
      }
    }
    return escaped.toString();
  }

  private static void escape(int codePoint, StringBuilder to) {
    for (byte octet : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
      UPPER_CASE.toHexDigits(to.append('%'), octet);
    }
  }
}
