package dev.linnet.redis;

import dev.linnet.links.ShortKey;
import java.util.Optional;

/** The names that links have in Redis. */
final class EntryKeys {
  private static final String PREFIX = "l1:"; // the digit changes with what the entries mean

  private EntryKeys() {}

  static String of(ShortKey key) {
    return PREFIX + key.value();
  }

  static Optional<ShortKey> parse(String name) {
    return name.startsWith(PREFIX)
        ? ShortKey.parse(name.substring(PREFIX.length()))
        : Optional.empty();
  }
}
