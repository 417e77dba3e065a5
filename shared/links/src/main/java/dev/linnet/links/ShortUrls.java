package dev.linnet.links;

import java.net.URI;

/**
 * Writes short URLs.
 *
 * @param base what stands before the key, with a scheme and a host; a slash at its end is optional
 */
public record ShortUrls(URI base) {
  public ShortUrls {
    if (base.getHost() == null) {
      throw new IllegalArgumentException("The base of short URLs has a host.");
    }
  }

  public String of(ShortKey key) {
    String text = base.toString();
    return (text.endsWith("/") ? text : text + "/") + key;
  }

  public String host() {
    return base.getHost();
  }
}
