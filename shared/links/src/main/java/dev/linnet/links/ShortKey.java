package dev.linnet.links;

import java.util.Optional;

/**
 * The {@code abc123} of {@code https://host/abc123}: generated, or an alias that a user chose.
 *
 * @param value 3 to 64 characters of {@code A-Z a-z 0-9 - _}; case matters
 */
public record ShortKey(String value) implements Comparable<ShortKey> {
  public static final int MIN_LENGTH = 3;
  public static final int MAX_LENGTH = 64;

  public ShortKey {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException(
          "A short key has 3 to 64 characters of A-Z a-z 0-9 - _ and this has not.");
    }
  }

  /** The key, or nothing where {@code value} is not well formed. */
  public static Optional<ShortKey> parse(String value) {
    return isWellFormed(value) ? Optional.of(new ShortKey(value)) : Optional.empty();
  }

  public static boolean isWellFormed(String value) {
    int length = value.length();
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (!isAllowed(value.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAllowed(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  @Override
  public int compareTo(ShortKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
