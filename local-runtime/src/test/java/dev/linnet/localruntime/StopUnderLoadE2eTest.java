package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten clients with kept connections ask for 500 redirects a second, and SIGTERM comes. */
@Tag("endurance")
class StopUnderLoadE2eTest {
  private static final int CLIENTS = 10;
  private static final int PER_SECOND = 500;
  private static final Duration BEFORE = Duration.ofSeconds(30);
  private static final String ALIAS = "stays-there";

  @TempDir Path data;

  private final AtomicInteger followed = new AtomicInteger();
  private final AtomicInteger elsewhere = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

  @Test
  void no_request_fails_and_behind_a_second_instance_none_is_refused() throws Exception {
    try (RunningLinnet first = RunningLinnet.start(data.resolve("first"));
        RunningLinnet second = RunningLinnet.start(data.resolve("second"));
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      for (URI address : List.of(first.address(), second.address())) {
        try (Client client = new Client(address)) {
          client.create("{\"long_url\":\"https://example.com\",\"alias\":\"" + ALIAS + "\"}");
        }
      }
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        running.add(clients.submit(() -> follow(first.address(), second.address())));
      }
      await().atMost(BEFORE).until(() -> followed.get() >= PER_SECOND);

      int status = first.stop();

      for (Future<?> client : running) {
        client.get();
      }
      assertThat(failures).isEmpty();
      assertThat(status).isEqualTo(143); // as SIGTERM ends a JVM
      assertThat(elsewhere.get()).isGreaterThanOrEqualTo(CLIENTS * 20);
    }
  }

  /** Until the second has answered for a while: as Nginx, it goes there where the first refuses. */
  private void follow(URI first, URI second) {
    URI target = first;
    int left = 20;
    while (left > 0 && failures.isEmpty()) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), target.getPort())) {
        boolean kept = true;
        while (kept && left > 0) {
          kept = ask(socket);
          (target.equals(first) ? followed : elsewhere).incrementAndGet();
          left -= target.equals(first) ? 0 : 1;
          LockSupport.parkNanos(1_000_000_000L * CLIENTS / PER_SECOND);
        }
      } catch (ConnectException e) {
        if (target.equals(second)) {
          failures.add("The second refuses: " + e);
        }
        target = second;
      } catch (IOException e) {
        failures.add(e + " at " + target);
      }
    }
  }

  /** One request; whether the connection may be used again. */
  private boolean ask(Socket socket) throws IOException {
    socket.setSoTimeout(20_000);
    String request = "GET /" + ALIAS + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("No whole reply: " + head);
      }
      head.append((char) next);
    }
    if (!head.toString().startsWith("HTTP/1.1 302 ") || !head.toString().contains("ength: 0\r\n")) {
      failures.add(head.toString());
    }
    return !head.toString().contains("Connection: close");
  }
}
