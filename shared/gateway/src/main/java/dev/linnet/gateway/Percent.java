package dev.linnet.gateway;

import java.nio.charset.StandardCharsets;

/** Percent-encoding. Malformed escapes stay as they are; nothing throws. */
final class Percent {
  private Percent() {}

  /** Decodes a name or a value of a query: {@code +} is a space. */
  static String decodeForm(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    byte[] from = text.getBytes(StandardCharsets.UTF_8);
    byte[] to = new byte[from.length];
    int length = 0;
    for (int i = 0; i < from.length; i++) {
      int octet = from[i] == '%' ? octet(from, i) : -1;
      if (octet >= 0) {
        to[length++] = (byte) octet;
        i += 2;
      } else {
        to[length++] = from[i] == '+' ? (byte) ' ' : from[i];
      }
    }
    return new String(to, 0, length, StandardCharsets.UTF_8);
  }

  /**
   * Decodes the escapes of letters, digits and {@code - . _ ~}, and no other (RFC 3986, 6.2.2.2):
   * the result means the same, and an escaped slash never becomes one.
   */
  static String normalise(String path) {
    int percent = path.indexOf('%');
    if (percent < 0) {
      return path;
    }
    byte[] octets = path.getBytes(StandardCharsets.UTF_8);
    byte[] to = new byte[octets.length];
    int length = 0;
    for (int i = 0; i < octets.length; i++) {
      int octet = octets[i] == '%' ? octet(octets, i) : -1;
      if (octet >= 0 && isUnreserved(octet)) {
        to[length++] = (byte) octet;
        i += 2;
      } else {
        to[length++] = octets[i];
      }
    }
    return new String(to, 0, length, StandardCharsets.UTF_8);
  }

  /** What {@code %41} at this place stands for, or -1. */
  private static int octet(byte[] text, int at) {
    if (at + 2 >= text.length) {
      return -1;
    }
    int high = digit(text[at + 1]);
    int low = digit(text[at + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static int digit(byte c) {
    return c < 0 ? -1 : Character.digit((char) c, 16);
  }

  private static boolean isUnreserved(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }
}
