package dev.linnet.localruntime.front;

import static dev.linnet.localruntime.front.TestFront.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.linnet.localruntime.runtime.TestFunctions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class UnixSocketPlacesTest {
  private static final int CONNECTIONS = 2;
  private static final int WAITING = 2_000;
  private static final Path SYSTEMS_LIMIT = Path.of("/proc/sys/net/core/somaxconn");

  private final CompletableFuture<String> reply = new CompletableFuture<>();
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final CountDownLatch running = new CountDownLatch(CONNECTIONS);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @TempDir Path folder;

  private Path sockets;
  private TestFunctions functions;
  private TestFront front;

  @BeforeEach
  void start() throws IOException {
    sockets = Files.createDirectory(folder.resolve("s"));
    functions = TestFunctions.in(folder);
    front =
        new TestFront(
            CONNECTIONS,
            functions.start("echo", event -> event),
            functions.start("slow", _ -> slow()));
    front.alsoListenIn(sockets);
  }

  @AfterEach
  void stop() {
    reply.complete("7");
    front.close();
    functions.close();
    threads.close();
  }

  @Test
  void no_more_than_the_places_are_served_at_once_whichever_way_they_come() throws Exception {
    List<Future<Reply>> clients = new ArrayList<>();
    for (int i = 0; i < 5 * CONNECTIONS; i++) {
      clients.add(asked("/slow"));
      clients.add(threads.submit(() -> front.get("/slow")));
    }
    assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();

    reply.complete("7");

    for (Future<Reply> each : clients) {
      assertThat(each.get().status()).isEqualTo(200);
    }
    assertThat(most.get()).isEqualTo(CONNECTIONS);
  }

  @Test
  void who_comes_by_the_port_waits_for_a_place_that_a_client_of_a_socket_has() throws Exception {
    try (SocketChannel idle = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
      Future<Reply> busy = asked("/slow");
      await().until(() -> running.getCount() == CONNECTIONS - 1);

      assertThat(front.get("/echo").status()).isEqualTo(200);
      assertThat(idle.read(ByteBuffer.allocate(1))).as("it made room").isEqualTo(-1);

      reply.complete("7");
      assertThat(busy.get().status()).isEqualTo(200);
    }
  }

  @Test
  void thousands_may_wait_for_a_place_and_none_is_refused() throws Exception {
    assumeTrue(systemsLimit() >= WAITING, "this system lets fewer wait");
    List<Future<Reply>> busy = List.of(asked("/slow"), asked("/slow"));
    assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
    List<SocketChannel> waiting = new ArrayList<>();

    for (int i = 0; i < WAITING; i++) {
      SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX);
      waiting.add(client);
      client.configureBlocking(false);
      assertThat(client.connect(UnixDomainSocketAddress.of(socket()))).isTrue();
    }

    for (SocketChannel client : waiting) {
      client.close();
    }
    reply.complete("7");
    for (Future<Reply> each : busy) {
      assertThat(each.get().status()).isEqualTo(200);
    }
  }

  @Test
  void a_stop_takes_the_socket_s_name_away_and_answers_who_has_come() throws Exception {
    Future<Reply> one = asked("/slow");
    Future<Reply> other = asked("/slow");
    assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
    Future<Reply> waiting = asked("/echo");

    Future<?> stopped = threads.submit(front::close);
    await().until(() -> Files.notExists(socket()));
    reply.complete("7");

    assertThat(one.get().status()).isEqualTo(200);
    assertThat(other.get().status()).isEqualTo(200);
    assertThat(waiting.get().status()).isEqualTo(200);
    stopped.get(20, TimeUnit.SECONDS);
    assertThatThrownBy(() -> front.ask(socket(), request("/echo")))
        .isInstanceOf(UncheckedIOException.class);
  }

  private Future<Reply> asked(String path) {
    return threads.submit(() -> front.ask(socket(), request(path)));
  }

  private Path socket() {
    return front.socketIn(sockets);
  }

  /** Such a file is told at once or not at all, so no reader without a buffer gets it. */
  private static int systemsLimit() throws IOException {
    return Files.exists(SYSTEMS_LIMIT)
        ? Integer.parseInt(Files.readAllLines(SYSTEMS_LIMIT).getFirst())
        : 0;
  }

  private String slow() {
    most.accumulateAndGet(now.incrementAndGet(), Math::max);
    running.countDown();
    try {
      return reply.join();
    } finally {
      now.decrementAndGet();
    }
  }
}
