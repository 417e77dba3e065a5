package dev.linnet.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * An authority of the deployment's own, which signed the certificates of Redis and MongoDB, beside
 * those that Java knows. For processes that run one function and that nobody starts with options of
 * Java, as on Lambda.
 */
public final class TrustedAuthority {
  /** The setting: a certificate in PEM. */
  public static final String SETTING = "TRUSTED_AUTHORITY";

  /** It protects nothing: certificates are public. */
  private static final String PASSWORD = "changeit";

  private TrustedAuthority() {}

  /** Must be called before anything speaks TLS: Java reads what it trusts once. */
  public static void trust(Env env) {
    Optional<String> pem = env.optionalText(SETTING);
    if (pem.isEmpty()) {
      return;
    }
    try {
      Path file = Files.createTempFile("linnet-trusted", ".p12");
      try (OutputStream out = Files.newOutputStream(file)) {
        with(certificate(pem.get())).store(out, PASSWORD.toCharArray());
      }
      System.setProperty("javax.net.ssl.trustStore", file.toString());
      System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
      System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    } catch (CertificateException e) {
      throw new BadSetting(SETTING + " must be a certificate in PEM: " + e.getMessage());
    } catch (IOException | GeneralSecurityException e) {
      throw new BadSetting(SETTING + " cannot be used: " + e.getMessage());
    }
  }

  private static Certificate certificate(String pem) throws CertificateException {
    InputStream in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    return CertificateFactory.getInstance("X.509").generateCertificate(in);
  }

  private static KeyStore with(Certificate authority) throws GeneralSecurityException, IOException {
    TrustManagerFactory known =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    known.init((KeyStore) null);
    KeyStore all = KeyStore.getInstance("PKCS12");
    all.load(null, null);
    all.setCertificateEntry("linnet", authority);
    int number = 0;
    for (X509Certificate issuer : issuers(known)) {
      all.setCertificateEntry("java-" + number++, issuer);
    }
    return all;
  }

  private static X509Certificate[] issuers(TrustManagerFactory known) {
    return Arrays.stream(known.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
        .toArray(X509Certificate[]::new);
  }
}
