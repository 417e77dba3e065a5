package dev.linnet.pulumi;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Percent-encoding, for what stands inside a URI. */
final class Percent {
  private Percent() {}

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
