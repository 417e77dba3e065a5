package dev.linnet.localruntime.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.linnet.localruntime.runtime.TestFunctions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class UnixSocketsTest {
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
    sockets = Files.createDirectory(folder.resolve("s")).resolve("redirect");
    functions = TestFunctions.in(folder);
    front =
        new TestFront(
            CONNECTIONS,
            functions.start("echo", event -> event),
            functions.start("slow", _ -> slow()));
  }

  @AfterEach
  void stop() {
    reply.complete("7");
    front.close();
    functions.close();
    threads.close();
  }

  @Test
  void a_request_is_answered_by_the_socket_of_its_address_as_by_the_port() {
    front.alsoListenIn(sockets);

    assertThat(front.ask(socket(), get("/echo")).status()).isEqualTo(200);
    assertThat(front.get("/echo").status()).isEqualTo(200);
  }

  @Test
  void who_comes_by_a_socket_is_believed_like_a_trusted_proxy_and_who_comes_by_the_port_is_not() {
    front.alsoListenIn(sockets);
    String request = get("/echo", "X-Forwarded-For: 203.0.113.9", "X-Request-Id: mine-1");

    Reply bySocket = front.ask(socket(), request);
    Reply byPort = front.raw(request);

    assertThat(context(bySocket, "/http/sourceIp")).isEqualTo("203.0.113.9");
    assertThat(context(bySocket, "/requestId")).isEqualTo("mine-1");
    assertThat(context(byPort, "/http/sourceIp")).isEqualTo("127.0.0.1");
    assertThat(context(byPort, "/requestId")).isNotEqualTo("mine-1");
  }

  @Test
  void who_is_no_proxy_comes_from_this_machine() {
    front.alsoListenIn(sockets);

    assertThat(context(front.ask(socket(), get("/echo")), "/http/sourceIp")).isEqualTo("127.0.0.1");
  }

  @Test
  void a_socket_is_for_everybody_who_may_enter_the_folder() throws IOException {
    front.alsoListenIn(sockets);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
        .isEqualTo("rw-rw-rw-");
    assertThat(names()).containsExactly(socket().getFileName().toString());
  }

  @Test
  void what_a_killed_process_left_is_replaced() throws IOException {
    Files.createDirectories(sockets);
    Files.writeString(socket(), "left");
    Files.writeString(sockets.resolve("." + socket().getFileName()), "left half made");

    front.alsoListenIn(sockets);

    assertThat(front.ask(socket(), get("/echo")).status()).isEqualTo(200);
    assertThat(names()).hasSize(1);
  }

  @Test
  void a_port_of_all_addresses_has_a_socket_for_each_that_others_reach_it_by() throws IOException {
    try (UnixSockets all = UnixSockets.open(sockets, "0.0.0.0", 8001, 1);
        Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()) {
      assertThat(names())
          .containsExactlyInAnyOrderElementsOf(
              interfaces
                  .flatMap(each -> each.getInterfaceAddresses().stream())
                  .map(InterfaceAddress::getAddress)
                  .filter(each -> each instanceof Inet4Address && !each.isLoopbackAddress())
                  .map(InetAddress::getHostAddress)
                  .map(address -> address + "-8001.sock")
                  .toList());
      assertThat(all.listeners()).hasSameSizeAs(names());
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void where_none_can_be_made_a_sentence_says_so() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Path tooLong = folder.resolve("x".repeat(120));

    assertThatThrownBy(() -> front.alsoListenIn(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("No Unix socket can be made in " + file)
        .hasMessageEndingWith("; choose another folder with --sockets.");
    assertThatThrownBy(() -> front.alsoListenIn(tooLong))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("too long");
  }

  @Test
  void no_more_than_the_places_are_served_at_once_whichever_way_they_come() throws Exception {
    front.alsoListenIn(sockets);
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
    front.alsoListenIn(sockets);
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
    front.alsoListenIn(sockets);
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
    front.alsoListenIn(sockets);
    Future<Reply> one = asked("/slow");
    Future<Reply> other = asked("/slow");
    assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
    Future<Reply> waiting = asked("/echo");

    Future<?> stopped = threads.submit(front::close);
    await().until(() -> names().isEmpty());
    reply.complete("7");

    assertThat(one.get().status()).isEqualTo(200);
    assertThat(other.get().status()).isEqualTo(200);
    assertThat(waiting.get().status()).isEqualTo(200);
    stopped.get(20, TimeUnit.SECONDS);
    assertThatThrownBy(() -> front.ask(socket(), get("/echo")))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void a_socket_whose_name_cannot_be_taken_away_does_not_keep_the_front_from_its_end()
      throws IOException {
    int port = front.port();
    front.alsoListenIn(sockets);
    Files.delete(socket());
    Files.createFile(Files.createDirectory(socket()).resolve("in-the-way"));

    front.close();

    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
  }

  private Future<Reply> asked(String path) {
    return threads.submit(() -> front.ask(socket(), get(path)));
  }

  private Path socket() {
    return sockets.resolve("127.0.0.1-%d.sock".formatted(front.port()));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(sockets)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
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

  private static String get(String path, String... headers) {
    List<String> lines =
        Stream.concat(
                Stream.of("GET " + path + " HTTP/1.1", "Host: h", "Connection: close"),
                Stream.of(headers))
            .toList();
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  private static String context(Reply reply, String pointer) {
    return JsonMapper.shared()
        .readTree(reply.body().getBytes(StandardCharsets.ISO_8859_1))
        .at("/requestContext" + pointer)
        .asString();
  }
}
