package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolesE2eTest {
  @TempDir Path data;

  @Test
  void a_process_runs_the_functions_that_it_is_told_and_tells_operators_that_it_is_ready()
      throws Exception {
    List<String> options =
        List.of("--port", "0", "--data", data.toString(), "--only", "redirect,monitor");
    try (RunningLinnet linnet = RunningLinnet.launch(options);
        HttpClient http = HttpClient.newHttpClient()) {
      URI address = linnet.address();

      assertThat(status(http, linnet.operator().resolve("/ready"))).isEqualTo(200);
      assertThat(status(http, linnet.operator().resolve("/nothing"))).isEqualTo(404);
      assertThat(status(http, address.resolve("/ready"))).isEqualTo(404);
      assertThat(status(http, address.resolve("/nobody-made-this"))).isEqualTo(404);
      assertThat(status(http, address.resolve("/openapi.json"))).isEqualTo(200);
      assertThat(status(http, address.resolve("/api/v1/create"))).isEqualTo(503);
      assertThat(linnet.output()).contains("(monitor, redirect only)");
    }
  }

  private static int status(HttpClient http, URI uri) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
