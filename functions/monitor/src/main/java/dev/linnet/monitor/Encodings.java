package dev.linnet.monitor;

import dev.linnet.gateway.Request;
import java.util.Locale;

/** What a client's Accept-Encoding (RFC 9110, 12.5.3) allows. */
final class Encodings {
  private Encodings() {}

  /** Only where it says so by name: who says nothing may be anybody. */
  static boolean acceptsGzip(Request request) {
    String accepted = request.header("Accept-Encoding").orElse("").toLowerCase(Locale.ROOT);
    for (String coding : accepted.split(",", -1)) {
      String[] parts = coding.split(";", -1);
      if (parts[0].strip().equals("gzip")) {
        return parts.length == 1 || !isZero(parts[1].strip());
      }
    }
    return false;
  }

  private static boolean isZero(String weight) {
    return weight.matches("q=0(\\.0*)?");
  }
}
