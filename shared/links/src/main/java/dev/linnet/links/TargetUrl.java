package dev.linnet.links;

/**
 * The long URL that a short key stands for. Whether one may be linked to at all is judged once, by
 * {@link TargetRules}, when the link is made.
 *
 * @param value as the user sent it, byte for byte: http or https, 1 to 2048 characters
 * @param location the same URL as a {@code Location} header can carry it: printable ASCII only, the
 *     host as its A-label, everything else that is not ASCII percent-encoded as UTF-8
 */
public record TargetUrl(String value, String location) {
  public static final int MAX_LENGTH = 2048;

  public TargetUrl {
    if (value.isEmpty() || value.length() > MAX_LENGTH || !isHttp(value)) {
      throw new IllegalArgumentException(
          "A target is an http or https URL of at most 2048 characters and this is not.");
    }
    if (!isHttp(location) || !isPrintableAscii(location)) {
      throw new IllegalArgumentException(
          "A target's location is an http or https URL in printable ASCII and this is not.");
    }
  }

  /** A target that is printable ASCII already, so that value and location are one. */
  public static TargetUrl ofAscii(String url) {
    return new TargetUrl(url, url);
  }

  private static boolean isHttp(String url) {
    return url.regionMatches(true, 0, "https://", 0, 8)
        || url.regionMatches(true, 0, "http://", 0, 7);
  }

  private static boolean isPrintableAscii(String url) {
    for (int i = 0; i < url.length(); i++) {
      if (url.charAt(i) <= ' ' || url.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return true;
  }
}
