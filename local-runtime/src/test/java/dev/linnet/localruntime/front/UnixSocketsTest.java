package dev.linnet.localruntime.front;

import static dev.linnet.localruntime.front.TestFront.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.localruntime.runtime.TestFunctions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class UnixSocketsTest {
  @TempDir Path folder;

  private Path sockets;
  private TestFunctions functions;
  private TestFront front;

  @BeforeEach
  void start() throws IOException {
    sockets = Files.createDirectory(folder.resolve("s")).resolve("redirect");
    functions = TestFunctions.in(folder);
    front = new TestFront(functions.start("echo", event -> event));
  }

  @AfterEach
  void stop() {
    front.close();
    functions.close();
  }

  @Test
  void a_request_is_answered_by_the_socket_of_its_address_as_by_the_port() {
    front.alsoListenIn(sockets);

    assertThat(front.ask(socket(), request("/echo")).status()).isEqualTo(200);
    assertThat(front.get("/echo").status()).isEqualTo(200);
  }

  @Test
  void who_comes_by_a_socket_is_believed_like_a_trusted_proxy_and_who_comes_by_the_port_is_not() {
    front.alsoListenIn(sockets);
    String request = request("/echo", "X-Forwarded-For: 203.0.113.9", "X-Request-Id: mine-1");

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

    assertThat(context(front.ask(socket(), request("/echo")), "/http/sourceIp"))
        .isEqualTo("127.0.0.1");
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

    assertThat(front.ask(socket(), request("/echo")).status()).isEqualTo(200);
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

  private Path socket() {
    return front.socketIn(sockets);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(sockets)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static String context(Reply reply, String pointer) {
    return JsonMapper.shared()
        .readTree(reply.body().getBytes(StandardCharsets.ISO_8859_1))
        .at("/requestContext" + pointer)
        .asString();
  }
}
