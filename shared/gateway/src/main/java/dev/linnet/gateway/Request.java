package dev.linnet.gateway;

import java.util.List;
import java.util.Optional;

/**
 * An HTTP request, whoever brought it.
 *
 * @param path begins with a slash, without stage or base path. Only the escapes of letters, digits
 *     and {@code - . _ ~} are decoded, so {@code /%61bc} is {@code /abc} and {@code /a%2Fb} stays
 *     one segment
 * @param query decoded
 * @param cookies each as {@code name=value}
 * @param body decoded where it came as base64
 * @param id the gateway's request id; behind a load balancer the client's X-Request-Id where that
 *     has 1 to 128 characters of {@code A-Z a-z 0-9 - _ . =}; else a new one
 * @param clientAddress as the gateway saw it, behind a load balancer the last of X-Forwarded-For;
 *     empty where nobody said
 */
public record Request(
    Origin origin,
    String method,
    String path,
    Query query,
    Headers headers,
    List<String> cookies,
    Body body,
    String id,
    String clientAddress) {
  public Request {
    cookies = List.copyOf(cookies);
  }

  public Optional<String> header(String name) {
    return headers.value(name);
  }

  public Optional<String> cookie(String name) {
    for (String cookie : cookies) {
      if (cookie.startsWith(name) && cookie.startsWith("=", name.length())) {
        return Optional.of(cookie.substring(name.length() + 1));
      }
    }
    return Optional.empty();
  }

  /** What stands after the path's last slash: the {@code {key}} of {@code /{key}}. */
  public String lastSegment() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  public boolean isHead() {
    return method.equals("HEAD");
  }

  /** A browser asks: it would rather have a page than JSON. */
  public boolean prefersHtml() {
    return Accept.prefersHtml(this);
  }
}
