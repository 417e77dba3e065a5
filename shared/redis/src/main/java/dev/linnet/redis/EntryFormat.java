package dev.linnet.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.linnet.links.Destination;
import dev.linnet.links.LinkCache.Lookup;
import dev.linnet.links.TargetUrl;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entry as bytes, short and readable in {@code redis-cli}:
 *
 * <pre>
 *   1U                          the store knows no such key
 *   1L EXPIRY LOCATION          a link; its target is its location
 *   1L EXPIRY LOCATION TARGET   a link whose target is not plain ASCII
 * </pre>
 *
 * The first character is the version. EXPIRY is in milliseconds since 1970, or {@code -} for never.
 * A location has no spaces; whatever follows the third space is the target in UTF-8.
 */
final class EntryFormat {
  private static final String UNKNOWN = "1U";
  private static final String LINK = "1L ";
  private static final String NEVER = "-";
  private static final byte[] UNKNOWN_BYTES = UNKNOWN.getBytes(ISO_8859_1);
  private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);
  private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

  private EntryFormat() {}

  static byte[] encode(Optional<Destination> answer) {
    return answer.map(EntryFormat::encode).orElse(UNKNOWN_BYTES);
  }

  /** What the entry says; nothing where it is no entry of this version. */
  static Optional<Lookup> decode(byte[] entry) {
    String text = new String(entry, UTF_8);
    if (text.equals(UNKNOWN)) {
      return Optional.of(Lookup.KNOWN_UNKNOWN);
    }
    if (!text.startsWith(LINK)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Lookup.Hit(destination(text)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static byte[] encode(Destination destination) {
    TargetUrl target = destination.target();
    String entry = LINK + expiry(destination.expiresAt()) + ' ' + target.location();
    boolean plain = target.value().equals(target.location());
    return (plain ? entry : entry + ' ' + target.value()).getBytes(UTF_8);
  }

  private static Destination destination(String text) {
    int afterExpiry = text.indexOf(' ', LINK.length());
    String expiry = text.substring(LINK.length(), afterExpiry);
    int afterLocation = text.indexOf(' ', afterExpiry + 1);
    TargetUrl target =
        afterLocation < 0
            ? TargetUrl.ofAscii(text.substring(afterExpiry + 1))
            : new TargetUrl(
                text.substring(afterLocation + 1), text.substring(afterExpiry + 1, afterLocation));
    return new Destination(
        target, expiry.equals(NEVER) ? null : Instant.ofEpochMilli(Long.parseLong(expiry)));
  }

  private static String expiry(@Nullable Instant expiresAt) {
    return expiresAt == null ? NEVER : Long.toString(millis(expiresAt));
  }

  /** What lies beyond a long is as far as a long goes. */
  private static long millis(Instant instant) {
    if (instant.isAfter(LAST)) {
      return Long.MAX_VALUE;
    }
    return instant.isBefore(FIRST) ? Long.MIN_VALUE : instant.toEpochMilli();
  }
}
