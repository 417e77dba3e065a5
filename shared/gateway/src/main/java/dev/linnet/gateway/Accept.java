package dev.linnet.gateway;

import java.util.Locale;

/** Content negotiation by the Accept header (RFC 9110, 12.5.1). */
final class Accept {
  private static final int BEST = 1000;

  private Accept() {}

  /** Whether the client takes this media type at all. */
  static boolean takes(Request request, String mediaType) {
    return quality(request, mediaType) > 0;
  }

  /** A browser: it would rather have a page than JSON. */
  static boolean prefersHtml(Request request) {
    int html = quality(request, "text/html");
    return html > quality(request, Problem.MEDIA_TYPE) && html > quality(request, Response.JSON);
  }

  /** 0 to 1000; the most specific range that matches decides. */
  private static int quality(Request request, String mediaType) {
    String accept = request.header("Accept").orElse("");
    if (accept.isBlank()) {
      return BEST;
    }
    int quality = 0;
    int specificity = 0;
    for (String range : accept.split(",", -1)) {
      int semicolon = range.indexOf(';');
      String name = (semicolon < 0 ? range : range.substring(0, semicolon)).strip();
      int matched = specificity(name.toLowerCase(Locale.ROOT), mediaType);
      if (matched > specificity) {
        specificity = matched;
        quality = weight(semicolon < 0 ? "" : range.substring(semicolon));
      }
    }
    return quality;
  }

  private static int specificity(String range, String mediaType) {
    if (range.equals(mediaType)) {
      return 3;
    }
    if (range.equals("*/*")) {
      return 1;
    }
    int slash = mediaType.indexOf('/');
    return range.length() == slash + 2
            && range.endsWith("/*")
            && range.regionMatches(0, mediaType, 0, slash)
        ? 2
        : 0;
  }

  /** The {@code q} among the parameters; 1000 where there is none, 0 where it is malformed. */
  private static int weight(String parameters) {
    for (String parameter : parameters.split(";", -1)) {
      String trimmed = parameter.strip();
      if (trimmed.regionMatches(true, 0, "q=", 0, 2)) {
        return thousandths(trimmed.substring(2));
      }
    }
    return BEST;
  }

  private static int thousandths(String q) {
    if (q.isEmpty() || q.length() > 5 || (q.length() > 1 && q.charAt(1) != '.')) {
      return 0;
    }
    int value = 0;
    int unit = BEST;
    for (int i = 0; i < q.length(); i++) {
      if (i != 1) {
        int digit = Character.digit(q.charAt(i), 10);
        if (digit < 0) {
          return 0;
        }
        value += digit * unit;
        unit /= 10;
      }
    }
    return Math.min(value, BEST);
  }
}
