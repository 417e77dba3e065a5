package dev.linnet.localruntime.front;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose X-Forwarded-For and X-Request-Id are believed. Anybody may write these headers; only what
 * such a proxy added, at the end of the first, is true.
 */
public record TrustedProxies(List<Network> networks) {
  /** Who is connected by a Unix socket. */
  static final String THIS_MACHINE = "127.0.0.1";

  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  private static final String FORWARDED_FOR = "x-forwarded-for";
  private static final String REQUEST_ID = "x-request-id";
  private static final Pattern ID = Pattern.compile("[\\w.=-]{1,128}");

  public TrustedProxies {
    networks = List.copyOf(networks);
  }

  /**
   * Addresses and networks, with commas: {@code 127.0.0.1, 10.0.0.0/8, ::1}.
   *
   * @throws IllegalArgumentException where one is none
   */
  public static TrustedProxies parse(String list) {
    return new TrustedProxies(
        Arrays.stream(list.split(",", -1))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(Network::parse)
            .toList());
  }

  /** These and who speaks from this machine, as {@code 127.0.0.1}. */
  TrustedProxies withThisMachine() {
    List<Network> more = new ArrayList<>(networks);
    more.add(Network.parse(THIS_MACHINE));
    return new TrustedProxies(more);
  }

  /**
   * The address of the client behind the peer of a connection. What stood from it on in
   * X-Forwarded-For is taken away, so that the event is the one of a client without a proxy.
   */
  String client(String peer, Map<String, List<String>> headers) {
    if (networks.isEmpty() || !trusts(peer)) {
      return peer;
    }
    List<String> hops = new ArrayList<>();
    for (String line : headers.getOrDefault(FORWARDED_FOR, List.of())) {
      Arrays.stream(line.split(",", -1)).map(String::strip).forEach(hops::add);
    }
    String client = peer;
    while (!hops.isEmpty() && trusts(client) && literal(hops.getLast()) != null) {
      client = hops.removeLast();
    }
    if (hops.isEmpty()) {
      headers.remove(FORWARDED_FOR);
    } else {
      headers.put(FORWARDED_FOR, List.of(String.join(", ", hops)));
    }
    return client;
  }

  /** The name that a trusted proxy gave the request, so that its log and ours say the same. */
  Optional<String> requestId(String peer, Map<String, List<String>> headers) {
    List<String> ids = headers.getOrDefault(REQUEST_ID, List.of());
    return ids.size() == 1 && ID.matcher(ids.getFirst()).matches() && trusts(peer)
        ? Optional.of(ids.getFirst())
        : Optional.empty();
  }

  private boolean trusts(String address) {
    InetAddress literal = literal(address);
    return literal != null
        && networks.stream().anyMatch(network -> network.contains(literal.getAddress()));
  }

  private static @Nullable InetAddress literal(String address) {
    try {
      return InetAddress.ofLiteral(address);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Addresses that share their first bits. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Network(byte[] address, int bits) {
    static Network parse(String text) {
      String[] parts = text.split("/", 2);
      byte[] address = InetAddress.ofLiteral(parts[0]).getAddress();
      int bits = parts.length == 1 ? address.length * 8 : Integer.parseInt(parts[1]);
      if (bits < 0 || bits > address.length * 8) {
        throw new IllegalArgumentException("A network of that size does not exist: " + text);
      }
      return new Network(address, bits);
    }

    boolean contains(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if (((address[bit / 8] ^ other[bit / 8]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
