package dev.linnet.create;

import dev.linnet.links.CreateRequest.Idempotency;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The header Idempotency-Key: a client's own name for one request that it may send again. */
final class IdempotencyKey {
  static final String HEADER = "Idempotency-Key";

  private static final int MAX_LENGTH = 255;

  private IdempotencyKey() {}

  static boolean isValid(String key) {
    return !key.isBlank()
        && key.length() <= MAX_LENGTH
        && key.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  /** Hashes go into the log, since a key or a body may be private. */
  static Idempotency of(String key, byte[] body) {
    return new Idempotency(sha256(key.getBytes(StandardCharsets.US_ASCII)), sha256(body));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
