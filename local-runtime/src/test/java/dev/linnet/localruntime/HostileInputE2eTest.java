package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that make no sense, and paths that no client library would send, over plain sockets. */
class HostileInputE2eTest {
  private static final int TIMES = 2_000;
  private static final int LIMIT_MILLIS = 20_000;

  @TempDir static Path data;

  private static RunningLinnet linnet;
  private static Client client;

  @BeforeAll
  static void start() {
    linnet = RunningLinnet.start(data);
    client = new Client(linnet.address());
  }

  @AfterAll
  static void stop() {
    client.close();
    linnet.close();
  }

  @Test
  void random_bodies_are_never_an_error_of_ours_and_answered_as_the_document_promises() {
    Random random = new Random(20261124);
    for (int i = 0; i < TIMES; i++) {
      byte[] body = new byte[random.nextInt(300)];
      random.nextBytes(body);
      if (i % 2 == 0 && body.length > 0) {
        body[0] = '{';
      }

      HttpResponse<String> reply =
          client.exchange(
              "POST",
              "/api/v1/create",
              BodyPublishers.ofByteArray(body),
              "Content-Type",
              "application/json");

      assertThat(reply.statusCode()).as("body %d", i).isBetween(400, 499);
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

      assertThat(statusOf(request.toByteArray())).as("path %d", i).isBetween(200, 499);
    }
  }

  private static int statusOf(byte[] request) throws IOException {
    URI address = linnet.address();
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(LIMIT_MILLIS);
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      String status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      assertThat(status).startsWith("HTTP/1.1 ");
      return Integer.parseInt(status.substring(9));
    }
  }
}
