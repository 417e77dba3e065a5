package dev.linnet.config;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS's Signature Version 4, for requests to the root path of a service without a query, as its
 * JSON protocols make them.
 */
record SigV4(AwsCredentials credentials, String region, String service) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /**
   * The headers to send: those that are given, in small letters, with time, session and signature.
   *
   * @param headers by names in small letters; without host, which the client sends
   */
  Map<String, String> signed(
      String method, URI uri, Map<String, String> headers, byte[] body, Instant at) {
    Map<String, String> sent = new TreeMap<>(headers);
    String time = TIME.format(at);
    sent.put("x-amz-date", time);
    if (!credentials.token().isEmpty()) {
      sent.put("x-amz-security-token", credentials.token());
    }
    Map<String, String> signed = new TreeMap<>(sent);
    signed.put("host", uri.getRawAuthority());
    String names = String.join(";", signed.keySet());
    String scope = "%s/%s/%s/aws4_request".formatted(time.substring(0, 8), region, service);
    String toSign =
        String.join(
            "\n", ALGORITHM, time, scope, hash(utf8(canonical(method, signed, names, body))));
    String signature = HexFormat.of().formatHex(hmac(key(scope), toSign));
    sent.put(
        "authorization",
        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(ALGORITHM, credentials.accessKey(), scope, names, signature));
    return sent;
  }

  private static String canonical(
      String method, Map<String, String> headers, String names, byte[] body) {
    StringBuilder lines = new StringBuilder(method).append("\n/\n\n");
    headers.forEach((name, value) -> lines.append(name + ":" + value.strip() + "\n"));
    return lines.append("\n").append(names).append("\n").append(hash(body)).toString();
  }

  /** Of one day, region and service, so that what leaks of it is worth little. */
  private byte[] key(String scope) {
    byte[] key = utf8("AWS4" + credentials.secretKey().value());
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    return key;
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(utf8(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256.", e);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
