package dev.linnet.targets;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import dev.linnet.links.TargetFault;
import dev.linnet.links.TargetUrl;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An http or https URL taken apart. Together the parts are the URL as it was sent.
 *
 * @param opening the scheme, up to and including {@code //}
 * @param host as sent, not judged yet, never empty
 * @param port with its colon, or empty
 * @param rest path, query and fragment
 */
record UrlParts(String opening, String host, String port, String rest) {
  private static final CharMatcher AUTHORITY_END = CharMatcher.anyOf("/?#");
  private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}");
  private static final int MAX_PORT = 65535;

  static Finding<UrlParts> of(String candidate) {
    return faultBeforeTheHost(candidate)
        .<Finding<UrlParts>>map(Finding::faulty)
        .orElseGet(() -> split(candidate));
  }

  private static Optional<TargetFault> faultBeforeTheHost(String candidate) {
    if (candidate.isBlank()) {
      return Optional.of(TargetFault.TARGET_EMPTY);
    }
    if (candidate.length() > TargetUrl.MAX_LENGTH) {
      return Optional.of(TargetFault.TARGET_TOO_LONG);
    }
    if (!UrlScheme.isHttp(candidate)) {
      return Optional.of(TargetFault.TARGET_SCHEME);
    }
    return UrlText.fault(candidate);
  }

  private static Finding<UrlParts> split(String url) {
    int afterScheme = url.indexOf(':') + 1;
    if (!url.startsWith("//", afterScheme)) {
      return Finding.faulty(TargetFault.TARGET_NO_HOST);
    }
    int start = afterScheme + "//".length();
    int end = AUTHORITY_END.indexIn(url, start);
    if (end < 0) {
      end = url.length();
    }
    String authority = url.substring(start, end);
    int hostEnd = hostEnd(authority);
    return new UrlParts(
            url.substring(0, start),
            authority.substring(0, hostEnd),
            authority.substring(hostEnd),
            url.substring(end))
        .checked(authority);
  }

  /** The colon before the port: the first one outside of an IPv6 address's brackets. */
  private static int hostEnd(String authority) {
    int colon = authority.indexOf(':');
    if (authority.startsWith("[")) {
      int bracket = authority.indexOf(']');
      colon = bracket < 0 ? -1 : authority.indexOf(':', bracket);
    }
    return colon < 0 ? authority.length() : colon;
  }

  private Finding<UrlParts> checked(String authority) {
    if (authority.indexOf('@') >= 0) {
      return Finding.faulty(TargetFault.TARGET_USER_INFORMATION);
    }
    if (host.isEmpty()) {
      return Finding.faulty(TargetFault.TARGET_NO_HOST);
    }
    if (!port.isEmpty() && !isPort(port)) {
      return Finding.faulty(TargetFault.TARGET_PORT_MALFORMED);
    }
    if (!UrlText.isPercentEncoded(rest)) {
      return Finding.faulty(TargetFault.TARGET_PERCENT_ENCODING_MALFORMED);
    }
    return Finding.sound(this);
  }

  private static boolean isPort(String port) {
    if (!PORT.matcher(port).matches()) {
      return false;
    }
    int number = Integer.parseInt(port.substring(1));
    return number >= 1 && number <= MAX_PORT;
  }

  /** The URL in printable ASCII, at the host that was judged. */
  String location(String judgedHost) {
    return Ascii.toLowerCase(opening) + judgedHost + port + UrlText.escaped(rest);
  }
}
