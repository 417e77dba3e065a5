package dev.linnet.postgres;

import dev.linnet.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells two secrets apart without telling what they are: half of an HMAC of a fixed text. */
final class SecretFingerprint {
  private static final String LABEL = "linnet key pool, fingerprint of KEY_SECRET, 1";

  private SecretFingerprint() {}

  static byte[] of(Secret secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] whole = mac.doFinal(LABEL.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(whole, whole.length / 2);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HMAC-SHA256.", e);
    }
  }
}
