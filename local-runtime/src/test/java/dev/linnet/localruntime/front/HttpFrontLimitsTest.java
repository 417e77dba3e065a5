package dev.linnet.localruntime.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.linnet.localruntime.runtime.LocalFunction;
import dev.linnet.localruntime.runtime.TestFunctions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFrontLimitsTest {
  private static final int MAX_BODY = 10 * 1024 * 1024;
  private static final int MAX_CALLS = 1_000;
  private static final CountDownLatch GATE = new CountDownLatch(1);
  private static final AtomicInteger BUSY = new AtomicInteger();

  @TempDir static Path folder;

  private static TestFunctions functions;
  private static LocalFunction busy;
  private static TestFront front;

  @BeforeAll
  static void start() {
    functions = TestFunctions.in(folder);
    busy = functions.start("busy", HttpFrontLimitsTest::work);
    front =
        new TestFront(
            functions.start("size", event -> Integer.toString(event.length())),
            functions.start("large", event -> "\"" + "x".repeat(6 * 1024 * 1024 - 2) + "\""),
            functions.start("larger", event -> "\"" + "x".repeat(6 * 1024 * 1024 - 1) + "\""),
            functions.start("header", event -> headerOf(9_000)),
            functions.start("slow", Duration.ofSeconds(1), event -> waitFor(new CountDownLatch(1))),
            busy);
  }

  @AfterAll
  static void stop() {
    GATE.countDown();
    front.close();
    functions.close();
  }

  @Test
  void a_body_of_10_megabytes_is_the_largest() throws IOException {
    Reply reply = upload("Content-Length: " + MAX_BODY, new byte[MAX_BODY]);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(Integer.parseInt(reply.body())).isGreaterThan(MAX_BODY * 4 / 3);
  }

  @Test
  void a_longer_body_is_refused_before_it_is_sent() throws IOException {
    assertIsTooLarge(upload("Content-Length: " + (MAX_BODY + 1), new byte[0]));
    assertIsTooLarge(upload("Content-Length: 99999999999", new byte[0]));
  }

  @Test
  void a_longer_body_in_chunks_is_refused() throws IOException {
    byte[] size = (Integer.toHexString(MAX_BODY + 1) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] chunk = new byte[size.length + MAX_BODY + 1];
    System.arraycopy(size, 0, chunk, 0, size.length);

    assertIsTooLarge(upload("Transfer-Encoding: chunked", chunk));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /size HTTP/1.1|X-Long: %s", "GET /size?%s HTTP/1.1|X-Short: 1"})
  void headers_of_more_than_10_kilobytes_are_refused(String lines) {
    String[] parts = lines.formatted("x".repeat(11_000)).split("\\|", -1);

    Reply reply = front.lines(parts[0], "Host: localhost", parts[1], "Connection: close");

    assertThat(reply.status()).isIn(414, 431);
    assertIsMessage(reply);
  }

  @Test
  void headers_of_almost_10_kilobytes_are_taken_and_given() {
    Reply reply =
        front.lines(
            "GET /header HTTP/1.1",
            "Host: localhost",
            "X-Long: " + "x".repeat(10_000),
            "Connection: close");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers("X-Long")).containsExactly("x".repeat(9_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET",
        "GET /size",
        "GET /size HTTP/1.1 HTTP/1.1",
        "G<T /size HTTP/1.1\r\nHost: localhost",
        "GET /size HTTP/9.9\r\nHost: localhost",
        "GET /size HTTP/1.1",
        "GET /size HTTP/1.1\r\nHost: localhost\r\nHost: other",
        "GET /size HTTP/1.1\r\nHost: local host",
        "GET /size HTTP/1.1\r\nHost: localhost\r\nno colon",
        "GET /size HTTP/1.1\r\nHost: localhost\r\nX Y: 1",
        "POST /size HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1",
        "POST /size HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2",
        "POST /size HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked",
        "POST /size HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
      })
  void what_is_not_http_is_refused_as_json_without_a_word_about_the_server(String request) {
    Reply reply = front.lines(request);

    assertThat(reply.status()).isIn(400, 426, 501, 505);
    assertIsMessage(reply);
    assertThat(reply.headers("Server")).isEmpty();
  }

  @Test
  void the_largest_reply_is_6_megabytes_and_a_larger_one_has_failed() {
    assertThat(front.get("/large").body()).hasSize(6 * 1024 * 1024 - 2);

    Reply reply = front.get("/larger");

    assertThat(reply.status()).isEqualTo(500);
    assertIsMessage(reply);
  }

  @Test
  void a_function_that_takes_too_long_is_unavailable() {
    assertIsUnavailable(front.get("/slow"));
  }

  @Test
  void more_calls_than_allowed_are_turned_away_and_room_is_made_again() throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < MAX_CALLS; i++) {
        var _ = callers.submit(() -> busy.call(new byte[0]));
      }
      await().until(() -> BUSY.get() == MAX_CALLS);

      assertIsUnavailable(front.get("/busy"));
      GATE.countDown();
    }

    assertThat(front.get("/busy").status()).isEqualTo(200);
  }

  @Test
  void a_taken_port_is_named() {
    ApiGateway gateway = new ApiGateway(List.of(), Map.of(), InstantSource.system());
    HttpFront second = new HttpFront("127.0.0.1", front.port(), gateway, TrustedProxies.NONE);

    assertThatThrownBy(second::start)
        .hasMessage(
            "Port %d is taken by another program; choose another one with --port."
                .formatted(front.port()));
    second.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "no-such-host.invalid"})
  void an_address_that_is_not_of_this_machine_is_named(String host) {
    ApiGateway gateway = new ApiGateway(List.of(), Map.of(), InstantSource.system());
    HttpFront second = new HttpFront(host, 0, gateway, TrustedProxies.NONE);

    assertThatThrownBy(second::start)
        .isInstanceOf(java.io.UncheckedIOException.class)
        .hasMessageStartingWith("Nothing can listen on " + host)
        .hasMessageContaining("--host");
    second.close();
  }

  private static Reply upload(String header, byte[] body) throws IOException {
    String head =
        "POST /size HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n\r\n";
    try (Socket socket = front.connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      return TestFront.rest(socket);
    }
  }

  private static void assertIsTooLarge(Reply reply) {
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
  }

  private static void assertIsUnavailable(Reply reply) {
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
  }

  private static void assertIsMessage(Reply reply) {
    assertThat(reply.headers("Content-Type")).containsExactly("application/json");
    assertThat(reply.body()).matches("\\{\"message\":\"[A-Za-z ]+\"}");
  }

  private static String headerOf(int length) {
    return "{\"statusCode\":200,\"headers\":{\"X-Long\":\"%s\"}}".formatted("x".repeat(length));
  }

  private static String work(String event) {
    BUSY.incrementAndGet();
    return waitFor(GATE);
  }

  private static String waitFor(CountDownLatch latch) {
    try {
      latch.await();
      return "1";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
