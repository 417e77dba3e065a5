package dev.linnet.targets;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.util.List;
import java.util.OptionalLong;

/**
 * IPv4 addresses as browsers read them (WHATWG URL, "IPv4 parser"): one to four numbers, each
 * decimal, octal (017) or hexadecimal (0x1f), the last one filling the octets that are left.
 */
final class Ipv4Text {
  sealed interface Reading {}

  record Address(Inet4Address address) implements Reading {}

  /** A browser takes it for an address and then refuses it. */
  record Broken() implements Reading {}

  record NoAddress() implements Reading {}

  private static final int PARTS = 4;
  private static final long TOO_BIG = 1L << 32;
  private static final CharMatcher DIGITS = CharMatcher.inRange('0', '9');

  private Ipv4Text() {}

  /**
   * @param name in ASCII and lower case, without a dot at its end
   */
  static Reading read(String name) {
    List<String> parts = Splitter.on('.').splitToList(name);
    if (!DIGITS.matchesAllOf(parts.getLast()) && number(parts.getLast()).isEmpty()) {
      return new NoAddress();
    }
    OptionalLong value = parts.size() > PARTS ? OptionalLong.empty() : value(parts);
    return value.isEmpty()
        ? new Broken()
        : new Address(InetAddresses.fromInteger((int) value.getAsLong()));
  }

  private static OptionalLong value(List<String> parts) {
    long value = 0;
    for (String part : parts.subList(0, parts.size() - 1)) {
      OptionalLong octet = number(part).stream().filter(number -> number < 256).findFirst();
      if (octet.isEmpty()) {
        return octet;
      }
      value = (value << Byte.SIZE) + octet.getAsLong();
    }
    int bitsLeft = (PARTS + 1 - parts.size()) * Byte.SIZE;
    long above = value << bitsLeft;
    return number(parts.getLast()).stream()
        .filter(number -> number < 1L << bitsLeft)
        .map(number -> above + number)
        .findFirst();
  }

  private static OptionalLong number(String part) {
    if (part.startsWith("0x")) {
      return number(part.substring(2), 16);
    }
    return number(part, part.startsWith("0") ? 8 : 10);
  }

  /** No digits are zero, as in a lone "0x"; the value stops growing at {@link #TOO_BIG}. */
  private static OptionalLong number(String digits, int radix) {
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), radix);
      if (digit < 0) {
        return OptionalLong.empty();
      }
      value = Math.min(TOO_BIG, value * radix + digit);
    }
    return OptionalLong.of(value);
  }
}
