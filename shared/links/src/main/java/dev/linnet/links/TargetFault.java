package dev.linnet.links;

import java.util.Locale;

/** Why a target is refused: a stable code for programs and a sentence for people. */
public enum TargetFault {
  TARGET_EMPTY("The URL is empty; send an http or https URL."),
  TARGET_TOO_LONG("The URL is longer than 2048 characters."),
  TARGET_SCHEME("Only http:// and https:// URLs can be shortened."),
  TARGET_CONTROL_CHARACTER(
      "The URL contains a space, a backslash or a control character; percent-encode it."),
  TARGET_NO_HOST("The URL has no host."),
  TARGET_HOST_NOT_PUBLIC(
      "The host is not a public name: it needs a dot and a top-level domain that exists."),
  TARGET_HOST_MALFORMED("The host is not a valid domain name."),
  TARGET_IP_NOT_PUBLIC("The host is an IP address that is private, local, multicast or reserved."),
  TARGET_IP_MALFORMED("The host looks like an IP address, but is not a valid one."),
  TARGET_USER_INFORMATION("The URL must not carry a user name or password before the host."),
  TARGET_OWN_HOST("The URL leads back to this shortener."),
  TARGET_LOOK_ALIKE("The host can be mistaken for another name (mixed or look-alike letters)."),
  TARGET_PUNYCODE_MALFORMED("The host has a malformed punycode (xn--) label."),
  TARGET_PERCENT_ENCODING_MALFORMED("A % in the URL is not followed by two hexadecimal digits."),
  TARGET_PORT_MALFORMED("The port is not a number from 1 to 65535."),
  TARGET_MALFORMED("The URL contains characters that no URL may contain, such as lone surrogates.");

  private final String message;

  TargetFault(String message) {
    this.message = message;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String message() {
    return message;
  }
}
