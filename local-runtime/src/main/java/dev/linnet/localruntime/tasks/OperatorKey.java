package dev.linnet.localruntime.tasks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that lets operators in. A session is a time until which it holds, signed with the key:
 * every process that knows the key knows the session, and a new key ends all of them. Thread-safe.
 */
public final class OperatorKey {
  static final Duration SESSION = Duration.ofHours(12);

  /** Of a key, in characters. */
  public static final int MIN_LENGTH = 16;

  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] key;
  private final InstantSource clock;

  /** A key of 16 characters or more. */
  public OperatorKey(String key, InstantSource clock) {
    if (key.length() < MIN_LENGTH) {
      throw new IllegalArgumentException("An operator's key has at least 16 characters.");
    }
    this.key = key.getBytes(StandardCharsets.UTF_8);
    this.clock = clock;
  }

  /** Takes the same time for every wrong one. */
  boolean is(String given) {
    return MessageDigest.isEqual(
        signature("key"), sign(given.getBytes(StandardCharsets.UTF_8), "key"));
  }

  String newSession() {
    String until = Long.toString(clock.instant().plus(SESSION).getEpochSecond());
    return until + "." + encoded(signature(until));
  }

  boolean isSession(String session) {
    int dot = session.indexOf('.');
    if (dot < 1 || !session.substring(0, dot).chars().allMatch(Character::isDigit) || dot > 12) {
      return false;
    }
    String until = session.substring(0, dot);
    byte[] expected = encoded(signature(until)).getBytes(StandardCharsets.UTF_8);
    byte[] given = session.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, given)
        && clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(until)));
  }

  private byte[] signature(String text) {
    return sign(key, text);
  }

  private static byte[] sign(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK has no " + ALGORITHM + ".", e);
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
