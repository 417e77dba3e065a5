package dev.linnet.logs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a text what must not leave the process: what stands behind the question mark or the
 * hash of a URL, user names and passwords in a URL, values of fields that are named like secrets,
 * and the last part of IP addresses of the internet. Nothing of ours logs such a thing; exceptions
 * of libraries may.
 */
final class Redaction {
  private static final String HIDDEN = "***";

  private static final Pattern USER_INFORMATION =
      Pattern.compile("(?<scheme>[a-zA-Z][a-zA-Z0-9+.-]*://)[^/\\s@\"']*@");
  private static final Pattern URL_REST =
      Pattern.compile("(?<url>[a-zA-Z][a-zA-Z0-9+.-]*://[^\\s?#\"'<>]*)[?#][^\\s\"'<>]*");
  private static final Pattern SECRET_FIELD =
      Pattern.compile(
          "(?i)(?<name>[\\w-]*(?:password|passwd|secret|token|authorization|cookie|api[_-]?key)"
              + "[\\w-]*[\"']?\\s*[=:]\\s*)(?:(?:bearer|basic)\\s+)?(?<value>\"[^\"]*\"|[^\\s,;&}]+)");
  private static final Pattern PUBLIC_ADDRESS =
      Pattern.compile(
          "(?<![\\d.])(?!10\\.|127\\.|192\\.168\\.|172\\.(?:1[6-9]|2\\d|3[01])\\.|0\\.)"
              + "(?<net>\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})\\.\\d{1,3}(?![\\d.])");

  private Redaction() {}

  static String of(String text) {
    String safe = text;
    if (text.contains("://")) {
      safe = USER_INFORMATION.matcher(safe).replaceAll("${scheme}" + HIDDEN + "@");
      safe = URL_REST.matcher(safe).replaceAll("${url}?" + HIDDEN);
    }
    Matcher field = SECRET_FIELD.matcher(safe);
    if (field.find()) {
      safe = field.replaceAll("${name}" + HIDDEN);
    }
    Matcher address = PUBLIC_ADDRESS.matcher(safe);
    return address.find() ? address.replaceAll("${net}.0") : safe;
  }
}
