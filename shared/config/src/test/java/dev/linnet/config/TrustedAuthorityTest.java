package dev.linnet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedAuthorityTest {
  private final Properties before = (Properties) System.getProperties().clone();

  @AfterEach
  void restore() throws IOException {
    String file = System.getProperty("javax.net.ssl.trustStore");
    System.setProperties(before);
    if (file != null && file.contains("linnet-trusted")) {
      Files.deleteIfExists(Path.of(file));
    }
  }

  @Test
  void it_is_trusted_beside_all_that_java_trusts(@TempDir Path folder) throws Exception {
    Set<String> known = trusted();

    TrustedAuthority.trust(Env.of(Map.of(TrustedAuthority.SETTING, authority(folder))));

    assertThat(known).isNotEmpty().doesNotContain("CN=Linnet's test");
    assertThat(trusted()).contains("CN=Linnet's test").containsAll(known);
  }

  @Test
  void without_the_setting_nothing_changes() {
    TrustedAuthority.trust(Env.of(Map.of()));

    assertThat(System.getProperty("javax.net.ssl.trustStore")).isNull();
  }

  @Test
  void what_is_no_certificate_is_told() {
    assertThatThrownBy(
            () -> TrustedAuthority.trust(Env.of(Map.of(TrustedAuthority.SETTING, "ca.crt"))))
        .isInstanceOf(BadSetting.class)
        .hasMessageStartingWith("TRUSTED_AUTHORITY must be a certificate in PEM: ");
  }

  private static Set<String> trusted() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    X509TrustManager manager = (X509TrustManager) factory.getTrustManagers()[0];
    return Arrays.stream(manager.getAcceptedIssuers())
        .map(issuer -> issuer.getSubjectX500Principal().getName())
        .collect(Collectors.toSet());
  }

  private static String authority(Path folder) throws Exception {
    Path store = folder.resolve("authority.p12");
    keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=Linnet's test", "-ext", "bc:c");
    Path pem = folder.resolve("authority.pem");
    keytool(store, "-exportcert", "-rfc", "-file", pem.toString());
    return Files.readString(pem);
  }

  private static void keytool(Path store, String... arguments) throws Exception {
    String[] command = {
      Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
      "-keystore",
      store.toString(),
      "-storepass",
      "changeit",
      "-alias",
      "authority"
    };
    Process keytool =
        new ProcessBuilder(
                Stream.of(command, arguments).flatMap(Arrays::stream).toArray(String[]::new))
            .redirectErrorStream(true)
            .redirectOutput(store.resolveSibling("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
  }
}
