package dev.linnet.targets;

import com.ibm.icu.text.IDNA;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The host that a browser would visit, read as forgivingly as browsers do (WHATWG URL). */
final class BrowserReading {
  private static final Pattern SPECIAL_URL =
      Pattern.compile("(?i)https?:[/\\\\]*([^/\\\\?#]*).*", Pattern.DOTALL);

  private BrowserReading() {}

  static String host(String url) {
    String bare = url.replaceAll("^[\\x00-\\x20]+|[\\x00-\\x20]+$|[\\t\\r\\n]", "");
    Matcher parts = SPECIAL_URL.matcher(bare);
    if (!parts.matches()) {
      throw new IllegalArgumentException("No http or https URL: " + url);
    }
    String authority = parts.group(1);
    String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
    String host = hostAndPort.replaceFirst(":[0-9]*$", "");
    return host.startsWith("[") ? host.toLowerCase(Locale.ROOT) : mapped(host);
  }

  private static String mapped(String host) {
    String decoded = URLDecoder.decode(host.replace("+", "%2B"), StandardCharsets.UTF_8);
    return IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII)
        .nameToASCII(decoded, new StringBuilder(), new IDNA.Info())
        .toString();
  }
}
