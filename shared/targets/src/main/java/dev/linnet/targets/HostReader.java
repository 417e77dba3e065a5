package dev.linnet.targets;

import com.google.common.base.CharMatcher;
import com.google.common.net.InetAddresses;
import com.ibm.icu.text.IDNA;
import dev.linnet.links.TargetFault;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.Set;

/**
 * Reads a host as browsers do: UTS 46 first, then an IPv4 address if the last label is a number.
 */
final class HostReader {
  private static final int STRICT =
      IDNA.USE_STD3_RULES
          | IDNA.CHECK_BIDI
          | IDNA.CHECK_CONTEXTJ
          | IDNA.NONTRANSITIONAL_TO_ASCII
          | IDNA.NONTRANSITIONAL_TO_UNICODE;
  private static final CharMatcher IPV6 =
      CharMatcher.inRange('0', '9')
          .or(CharMatcher.inRange('a', 'f'))
          .or(CharMatcher.inRange('A', 'F'))
          .or(CharMatcher.anyOf(":."));

  /** Real hosts have these: r3---sn-4g5e6nz7.googlevideo.com. */
  private static final Set<IDNA.Error> TOLERATED = EnumSet.of(IDNA.Error.HYPHEN_3_4);

  private static final Set<IDNA.Error> PUNYCODE =
      EnumSet.of(IDNA.Error.PUNYCODE, IDNA.Error.INVALID_ACE_LABEL);

  private final IDNA idna = IDNA.getUTS46Instance(STRICT);

  Finding<Host> read(String host) {
    return host.startsWith("[") ? ipv6(host) : mapped(host).then(name -> nameOrIpv4(name, host));
  }

  /** The name as people read it: U-labels. */
  String unicode(Host.Name name) {
    return idna.nameToUnicode(name.text(), new StringBuilder(), new IDNA.Info()).toString();
  }

  private Finding<String> mapped(String host) {
    IDNA.Info info = new IDNA.Info();
    String ascii = idna.nameToASCII(host, new StringBuilder(), info).toString();
    Set<IDNA.Error> errors = info.getErrors();
    if (errors.stream().anyMatch(PUNYCODE::contains)) {
      return Finding.faulty(TargetFault.TARGET_PUNYCODE_MALFORMED);
    }
    return TOLERATED.containsAll(errors)
        ? Finding.sound(ascii)
        : Finding.faulty(TargetFault.TARGET_HOST_MALFORMED);
  }

  private static Finding<Host> nameOrIpv4(String name, String asSent) {
    Host.Name host = new Host.Name(name);
    return switch (Ipv4Text.read(host.identity())) {
      case Ipv4Text.NoAddress() -> Finding.sound(host);
      case Ipv4Text.Broken() -> Finding.faulty(TargetFault.TARGET_IP_MALFORMED);
      case Ipv4Text.Address(Inet4Address address) ->
          Finding.sound(new Host.Ip(address, InetAddresses.toAddrString(address).equals(asSent)));
    };
  }

  /** No zone (%eth0), and ASCII digits only. */
  private static Finding<Host> ipv6(String host) {
    String text = host.endsWith("]") ? host.substring(1, host.length() - 1) : "";
    if (text.indexOf(':') < 0 || !IPV6.matchesAllOf(text) || !InetAddresses.isInetAddress(text)) {
      return Finding.faulty(TargetFault.TARGET_IP_MALFORMED);
    }
    InetAddress address = InetAddresses.forString(text); // an IPv4 one if it is wrapped: ::ffff:
    return Finding.sound(new Host.Ip(address, address instanceof Inet6Address));
  }
}
