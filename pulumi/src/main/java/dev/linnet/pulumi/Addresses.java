package dev.linnet.pulumi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks of what is written as an address. */
final class Addresses {
  private static final Pattern PRIVATE_NETWORK =
      Pattern.compile("10\\.([0-9]{1,3})|172\\.(1[6-9]|2[0-9]|3[01])|192\\.168");

  private static final Pattern CIDR =
      Pattern.compile(
          "(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!/)|(?=/))){4}/(?:3[0-2]|[12]?\\d)");

  private Addresses() {}

  /** Whether these are the first two numbers of a private network. */
  static boolean isPrivate(String network) {
    Matcher matcher = PRIVATE_NETWORK.matcher(network);
    return matcher.matches()
        && (matcher.group(1) == null || Integer.parseInt(matcher.group(1)) <= 255);
  }

  /**
   * Whether it is a CIDR.
   *
   * @param widest the shortest prefix that is allowed
   */
  static boolean isNetwork(String cidr, int widest) {
    return CIDR.matcher(cidr).matches()
        && Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1)) >= widest;
  }
}
