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
      assertThat(stopped).isNotDone();
      gate.countDown();

      Reply reply = TestFront.rest(working);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body()).isEqualTo("42");
      stopped.get(10, TimeUnit.SECONDS);
      assertThat(idle.getInputStream().read()).isEqualTo(-1);
    }
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
