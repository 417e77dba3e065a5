package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that no client library would send, over plain sockets. */
class HostileInputE2eTest {
  private static final int TIMES = 2_000;
  private static final int LIMIT_MILLIS = 20_000;

  @TempDir static Path data;

  private static RunningLinnet linnet;

  @BeforeAll
  static void start() {
    linnet = RunningLinnet.start(data);
  }

  @AfterAll
  static void stop() {
    linnet.close();
  }

  @Test
  void random_bodies_are_never_an_error_of_ours() throws IOException {
    Random random = new Random(20261124);
    for (int i = 0; i < TIMES; i++) {
      byte[] body = new byte[random.nextInt(300)];
      random.nextBytes(body);
      if (i % 2 == 0 && body.length > 0) {
        body[0] = '{';
      }
      String head =
          "POST /api/v1/create HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
              + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                  .formatted(body.length);

      assertThat(statusOf(head.getBytes(StandardCharsets.US_ASCII), body))
          .as("body %d", i)
          .isBetween(400, 499);
    }
  }

  @Test
  void random_paths_are_never_an_error_of_ours() throws IOException {
    Random random = new Random(20261125);
    for (int i = 0; i < TIMES; i++) {
      byte[] path = new byte[1 + random.nextInt(100)];
      random.nextBytes(path);
      for (int at = 0; at < path.length; at++) {
        byte b = path[at];
        boolean endsTheLine = b == '\n' || b == '\r' || b == ' ';
        path[at] =
            endsTheLine || (i % 2 == 0 && b < ' ') ? (byte) "%/.;+-_".charAt(random.nextInt(7)) : b;
      }
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      request.writeBytes("GET /".getBytes(StandardCharsets.US_ASCII));
      request.writeBytes(path);
      request.writeBytes(
          " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));

      assertThat(statusOf(request.toByteArray(), new byte[0])).as("path %d", i).isBetween(200, 499);
    }
  }

  private static int statusOf(byte[] head, byte[] body) throws IOException {
    URI address = linnet.address();
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(LIMIT_MILLIS);
      socket.getOutputStream().write(head);
      socket.getOutputStream().write(body);
      socket.getOutputStream().flush();
      String status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      assertThat(status).startsWith("HTTP/1.1 ");
      return Integer.parseInt(status.substring(9));
    }
  }
}
