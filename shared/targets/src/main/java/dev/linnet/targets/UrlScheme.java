package dev.linnet.targets;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;

/** Reads a scheme as forgivingly as browsers do, so that {@code java\tscript:} is seen through. */
final class UrlScheme {
  private static final CharMatcher CONTROL_OR_SPACE = CharMatcher.inRange('\0', ' ');
  private static final CharMatcher TAB_OR_NEWLINE = CharMatcher.anyOf("\t\r\n");

  private UrlScheme() {}

  static boolean isHttp(String url) {
    String bare = TAB_OR_NEWLINE.removeFrom(CONTROL_OR_SPACE.trimLeadingFrom(url));
    int colon = bare.indexOf(':');
    if (colon < 0) {
      return false;
    }
    String scheme = bare.substring(0, colon);
    return Ascii.equalsIgnoreCase(scheme, "http") || Ascii.equalsIgnoreCase(scheme, "https");
  }
}
