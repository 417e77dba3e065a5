package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same functions behind every kind of front at once, some of them in processes of their own.
 */
class FrontsE2eTest {
  private static final Pattern ALSO = Pattern.compile("Also: (\\S+) at (\\S+)");

  /** What is new in each reply. */
  private static final Pattern OWN =
      Pattern.compile("(?im)^(x-request-id|date|content-length): .*\r\n|\"instance\":\"[^\"]*\"");

  @TempDir static Path data;

  private static RunningLinnet linnet;
  private static final Map<String, URI> FRONTS = new LinkedHashMap<>();

  @BeforeAll
  static void start() {
    linnet =
        RunningLinnet.launch(
            List.of("--port", "0", "--data", data.toString(), "--also", "v1=0,alb=0,alb-multi=0"),
            "FUNCTION_MODE_MONITOR=runtime-api",
            "FUNCTION_IDLE=PT1M");
    FRONTS.put("v2", linnet.address());
    Matcher also = ALSO.matcher(linnet.output());
    while (also.find()) {
      FRONTS.put(also.group(1), URI.create(also.group(2)));
    }
  }

  @AfterAll
  static void stop() {
    linnet.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /nobody-made-this",
        "GET /nobody-made-this+",
        "HEAD /nobody-made-this",
        "GET /gr%C3%BC%C3%9Fe",
        "GET /a%2Fb?x=1&x=2",
        "GET /%zz",
        "PUT /api/v1/create",
        "POST /api/v1/create",
        "POST /health",
        "GET /health",
        "GET /docs",
        "GET /openapi.json",
        "GET /docs/nothing.js",
        "GET /monitoring/nothing"
      })
  void replies_are_the_same_to_the_byte(String line) throws IOException {
    String expected = reply(FRONTS.get("v2"), line);

    assertThat(FRONTS).hasSize(4);
    for (Map.Entry<String, URI> front : FRONTS.entrySet()) {
      assertThat(reply(front.getValue(), line)).as(front.getKey()).isEqualTo(expected);
    }
  }

  private static String reply(URI front, String line) throws IOException {
    try (Socket socket = new Socket(front.getHost(), front.getPort())) {
      String request =
          line
              + " HTTP/1.1\r\n"
              + "Host: linnet.example\r\n"
              + "Connection: close\r\n"
              + "Content-Length: 0\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String reply =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return OWN.matcher(reply).replaceAll("");
    }
  }
}
