package dev.linnet.redis;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where one Redis listens. */
public record RedisServer(String host, int port) {
  private static final int MAX_PORT = 65_535;

  public RedisServer {
    if (host.isEmpty() || port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("A server has a name and a port.");
    }
  }

  /** {@code host}, {@code host:port} or {@code [address]:port}. */
  static Optional<RedisServer> parse(String text, int defaultPort) {
    int colon = text.lastIndexOf(':');
    boolean hasPort = colon >= 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
    String host = hasPort ? text.substring(0, colon) : text;
    String bare = host.startsWith("[") && host.endsWith("]") ? inner(host) : host;
    try {
      int port = hasPort ? Integer.parseInt(text.substring(colon + 1)) : defaultPort;
      return Optional.of(new RedisServer(bare, port));
    } catch (IllegalArgumentException e) { // of the record, or of the number
      return Optional.empty();
    }
  }

  /** Several with commas; what cannot be read is left out. */
  static List<RedisServer> parseAll(String text, int defaultPort) {
    return Stream.of(text.split(",", -1))
        .flatMap(one -> parse(one.strip(), defaultPort).stream())
        .toList();
  }

  private static String inner(String text) {
    return text.substring(1, text.length() - 1);
  }
}
