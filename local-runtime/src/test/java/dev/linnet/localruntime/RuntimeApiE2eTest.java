package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All that the service promises, by functions in processes of their own, as on Lambda. */
class RuntimeApiE2eTest extends ServiceE2eTest {
  @Override
  String[] settings() {
    return new String[] {"FUNCTION_MODE=runtime-api", "FUNCTION_INIT=PT1M"};
  }

  /** A cold start may be longer than a client waits on a busy machine. */
  @Override
  void awaitFirstAnswers(URI address) {
    for (String path : List.of("/health", "/nobody-made-this", "/api/v1/create")) {
      await().atMost(Duration.ofMinutes(2)).until(() -> status(address.resolve(path)) < 500);
    }
  }

  private static int status(URI address) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }

  @Test
  void a_start_is_reported_as_lambda_reports_it() {
    assertThat(output())
        .containsPattern(
            "REPORT RequestId: [0-9a-f-]{36}.*Billed Duration: \\d+ ms.*Memory Size: \\d+ MB"
                + ".*Max Memory Used: \\d+ MB.*Init Duration: [0-9.]+ ms");
  }
}
