package dev.linnet.localruntime.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.linnet.localruntime.runtime.TestFunctions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpFrontStopTest {
  @TempDir Path folder;

  @Test
  void what_runs_may_finish_and_nothing_new_is_accepted() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    try (TestFunctions functions = TestFunctions.in(folder);
        TestFront front = new TestFront(functions.start("work", event -> work(running, gate)));
        Socket idle = front.connect();
        Socket working = front.connect()) {
      int port = front.port();
      working
          .getOutputStream()
          .write("GET /work HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();

      CompletableFuture<Void> stopped = CompletableFuture.runAsync(front::close);
      await().untilAsserted(() -> assertRefuses(port));
      assertThat(idle.getInputStream().read()).isEqualTo(-1);
      assertThat(stopped).isNotDone();
      gate.countDown();

      Reply reply = TestFront.rest(working);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body()).isEqualTo("42");
      stopped.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void a_stop_first_takes_leave_of_every_connection_by_a_whole_reply() throws Exception {
    try (TestFunctions functions = TestFunctions.in(folder);
        TestFront front = new TestFront(functions.start("work", event -> "42"));
        Socket kept = front.connect()) {
      assertThat(ask(kept)).contains(" 200 ").doesNotContain("Connection: close");

      CompletableFuture<Void> stopped = CompletableFuture.runAsync(front::close);
      String last = ask(kept);
      while (!last.contains("Connection: close")) {
        assertThat(last).contains(" 200 ");
        last = ask(kept);
      }

      assertThat(last).contains(" 200 ");
      assertThat(kept.getInputStream().read()).isEqualTo(-1);
      stopped.get(20, TimeUnit.SECONDS);
    }
  }

  /** One request on a connection that stays open; the head of its reply. */
  private static String ask(Socket socket) throws IOException {
    socket
        .getOutputStream()
        .write("GET /work HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    StringBuilder reply = new StringBuilder();
    while (!reply.toString().endsWith("\r\n\r\n42")) {
      int next = socket.getInputStream().read();
      assertThat(next).as("after %s", reply).isNotNegative();
      reply.append((char) next);
    }
    return reply.toString();
  }

  @Test
  void a_front_that_has_nothing_to_do_stops_at_once_and_twice() {
    try (TestFunctions functions = TestFunctions.in(folder)) {
      TestFront front = new TestFront(functions.start("work", event -> event));
      front.close();
      front.close();
    }
  }

  private static void assertRefuses(int port) {
    assertThatThrownBy(() -> connect(port)).isInstanceOf(ConnectException.class);
  }

  private static void connect(int port) throws IOException {
    new Socket(InetAddress.getLoopbackAddress(), port).close();
  }

  private static String work(CountDownLatch running, CountDownLatch gate) {
    running.countDown();
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return "42";
  }
}
