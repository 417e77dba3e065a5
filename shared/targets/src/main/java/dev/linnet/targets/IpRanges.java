package dev.linnet.targets;

import com.google.common.net.InetAddresses;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** Which addresses anybody on the internet can reach: all but the special ones of RFC 6890. */
final class IpRanges {
  private static final List<Range> IPV4_SPECIAL =
      ranges(
          "0.0.0.0/8", // this network
          "10.0.0.0/8", // private
          "100.64.0.0/10", // shared, behind carriers' NAT; Alibaba's metadata
          "127.0.0.0/8", // loopback
          "168.63.129.16/32", // Azure's metadata and DNS
          "169.254.0.0/16", // link-local; the metadata of AWS, Google, Azure
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocol assignments; Oracle's metadata
          "192.0.2.0/24", // documentation
          "192.31.196.0/24", // AS112
          "192.52.193.0/24", // multicast tunnels
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16", // private
          "192.175.48.0/24", // AS112
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, broadcast

  /**
   * Outside of it: loopback, private, link-local, multicast, and IPv4 wrapped up as mapped,
   * compatible or NAT64.
   */
  private static final Range IPV6_GLOBAL = Range.of("2000::/3");

  private static final List<Range> IPV6_SPECIAL =
      ranges(
          "2001::/23", // Teredo, ORCHID and other protocols
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4
          "2620:4f:8000::/48", // AS112
          "3fff::/20"); // documentation

  private IpRanges() {}

  static boolean isPublic(InetAddress address) {
    return address instanceof Inet6Address v6 ? isPublic(v6) : !isIn(IPV4_SPECIAL, address);
  }

  private static boolean isPublic(Inet6Address address) {
    return IPV6_GLOBAL.contains(address)
        && !isIn(IPV6_SPECIAL, address)
        && (!InetAddresses.isIsatapAddress(address)
            || isPublic(InetAddresses.getIsatapIPv4Address(address)));
  }

  private static boolean isIn(List<Range> ranges, InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  private static List<Range> ranges(String... texts) {
    return Arrays.stream(texts).map(Range::of).toList();
  }

  /** The addresses of one size (in bits) that are the same above their lowest bits. */
  private record Range(BigInteger prefix, int lowBits, int size) {
    static Range of(String cidr) {
      int slash = cidr.indexOf('/');
      InetAddress first = InetAddresses.forString(cidr.substring(0, slash));
      int lowBits = size(first) - Integer.parseInt(cidr.substring(slash + 1));
      return new Range(InetAddresses.toBigInteger(first).shiftRight(lowBits), lowBits, size(first));
    }

    boolean contains(InetAddress address) {
      return size(address) == size
          && InetAddresses.toBigInteger(address).shiftRight(lowBits).equals(prefix);
    }

    private static int size(InetAddress address) {
      return address.getAddress().length * Byte.SIZE;
    }
  }
}
