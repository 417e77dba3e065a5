package dev.linnet.localruntime.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.localruntime.runtime.LocalFunction;
import dev.linnet.localruntime.runtime.TestFunctions;
import dev.linnet.topology.Route;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send a byte now and then, each in time for a limit that begins anew with a byte. */
@Timeout(60)
class SlowClientsTest {
  private static final Patience PATIENCE =
      new Patience(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofSeconds(30));

  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0";

  private static final Pattern WHOLE = Pattern.compile("\r\n\r\n[0-9]{3}");

  @TempDir Path folder;

  private TestFunctions tests;
  private HttpFront front;

  @BeforeEach
  void start() {
    tests = TestFunctions.in(folder);
    LocalFunction size = tests.start("size", event -> Integer.toString(event.length()));
    Gateway gateway =
        FrontKind.V2.before(
            List.of(new Route(Route.ANY, "/size", "size")),
            Map.of("size", size),
            InstantSource.system());
    front = new HttpFront("127.0.0.1", 0, gateway, TrustedProxies.NONE, PATIENCE, 100);
    front.start();
  }

  @AfterEach
  void stop() {
    front.close();
    tests.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET /size HTTP/1.1\r\nHost: localhost\r\nX-Slow: "})
  void a_head_that_comes_bit_by_bit_is_not_waited_for(String begin) throws Exception {
    try (Socket socket = connect()) {
      send(socket, begin);

      assertThat(dripsUntilClosed(socket, "a")).isTrue();
    }
  }

  @Test
  void a_second_request_of_a_connection_has_the_same_time() throws Exception {
    try (Socket socket = connect()) {
      send(socket, "GET /size HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(reply(socket)).startsWith("HTTP/1.1 200");
      send(socket, "GET /size HTTP/1.1\r\nX-Slow: ");

      assertThat(dripsUntilClosed(socket, "a")).isTrue();
    }
  }

  /** A preface that does not end; a head whose end does not come, in one frame and in several. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRI * HT",
        PREFACE + "\0\0@\u0001\u0004\0\0\0\u0001",
        PREFACE + "\0\0\u0001\u0001\0\0\0\0\u0001\u0082" + "\0\0@\t\0\0\0\0\u0001"
      })
  void a_head_of_http_2_that_comes_bit_by_bit_is_not_waited_for(String begin) throws Exception {
    try (Socket socket = connect()) {
      send(socket, begin);

      assertThat(dripsUntilClosed(socket, "\0")).isTrue();
    }
  }

  @Test
  void a_quick_client_of_http_2_is_served_for_longer_than_that() throws Exception {
    long end = System.nanoTime() + PATIENCE.head().multipliedBy(2).toNanos();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      HttpRequest get =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.port() + "/size")).build();
      while (System.nanoTime() < end) {
        assertThat(client.send(get, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void a_body_that_comes_bit_by_bit_is_answered_408() throws Exception {
    try (Socket socket = connect()) {
      send(socket, "POST /size HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000\r\n\r\n");
      StringBuilder reply = new StringBuilder();
      while (!reply.toString().contains("Request Timeout\"}")) {
        send(socket, "b");
        Thread.onSpinWait();
        while (socket.getInputStream().available() > 0) {
          reply.append((char) socket.getInputStream().read());
        }
      }
      assertThat(reply).startsWith("HTTP/1.1 408");
    }
  }

  @Test
  void a_quick_client_is_served_for_longer_than_that() throws Exception {
    long end = System.nanoTime() + PATIENCE.head().multipliedBy(2).toNanos();
    try (Socket socket = connect()) {
      while (System.nanoTime() < end) {
        send(socket, "GET /size HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(reply(socket)).startsWith("HTTP/1.1 200");
      }
    }
  }

  /** To the end of the body, which is a number. */
  private static String reply(Socket socket) throws IOException {
    StringBuilder reply = new StringBuilder();
    while (!WHOLE.matcher(reply).find()) {
      try {
        reply.append((char) socket.getInputStream().read());
      } catch (SocketTimeoutException e) {
        // It comes.
      }
    }
    return reply.toString();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.port());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20);
    return socket;
  }

  /** Sends a byte about every 20 ms, as long as that goes. */
  private static boolean dripsUntilClosed(Socket socket, String bytes) throws IOException {
    while (true) {
      try {
        send(socket, bytes);
        if (socket.getInputStream().read() < 0) {
          return true;
        }
      } catch (SocketTimeoutException e) {
        // Nothing to be read; on we go.
      } catch (SocketException e) {
        return true;
      }
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }
}
