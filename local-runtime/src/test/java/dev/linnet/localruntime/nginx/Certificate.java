package dev.linnet.localruntime.nginx;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for localhost that only a test trusts, made by the JDK's keytool. */
final class Certificate {
  private static final char[] PASSWORD = "only-for-this-test".toCharArray();

  private final KeyStore store;

  /** Makes one, and writes tls.crt and tls.key into the folder. */
  Certificate(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
    Path file = folder.resolve("store.p12");
    Process keytool = new ProcessBuilder(command(file)).inheritIO().start();
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool made no certificate.");
    }
    store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(Files.readAllBytes(file)), PASSWORD);
    Files.delete(file);
    write(folder.resolve("tls.crt"), "CERTIFICATE", store.getCertificate("test").getEncoded());
    write(folder.resolve("tls.key"), "PRIVATE KEY", store.getKey("test", PASSWORD).getEncoded());
  }

  /** A client that trusts this certificate and nobody else's. */
  HttpClient client() throws GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try {
      trusted.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    trusted.setCertificateEntry("test", store.getCertificate("test"));
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  private static List<String> command(Path file) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        "test",
        "-keyalg",
        "RSA",
        "-keysize",
        "2048",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=dns:localhost",
        "-validity",
        "2",
        "-storetype",
        "PKCS12",
        "-storepass",
        new String(PASSWORD),
        "-keystore",
        file.toString());
  }

  private static void write(Path file, String kind, byte[] der) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
  }
}
