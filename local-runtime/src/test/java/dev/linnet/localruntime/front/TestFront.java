package dev.linnet.localruntime.front;

import dev.linnet.localruntime.runtime.LocalFunction;
import dev.linnet.topology.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A front on a free port, and plain sockets to it: each function has the path of its name. */
final class TestFront implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-24T08:15:30.123Z");

  private static final int LIMIT_MILLIS = 20_000;
  private static final int DEFAULT_CONNECTIONS = 1_000;

  private final HttpFront front;

  TestFront(LocalFunction... functions) {
    this(DEFAULT_CONNECTIONS, functions);
  }

  TestFront(int connections, LocalFunction... functions) {
    List<Route> routes =
        Stream.of(functions)
            .map(function -> new Route(Route.ANY, "/" + function.name(), function.name()))
            .toList();
    Map<String, LocalFunction> byName =
        Stream.of(functions).collect(Collectors.toMap(LocalFunction::name, Function.identity()));
    this.front =
        new HttpFront(
            "127.0.0.1",
            0,
            new ApiGateway(routes, byName, InstantSource.fixed(NOW)),
            TrustedProxies.NONE,
            Patience.DEFAULT,
            connections);
    front.start();
  }

  /** Has Unix sockets there as well. */
  void alsoListenIn(Path folder) {
    front.alsoListenIn(folder);
  }

  /** What is answered by the Unix socket to a whole request that ends the connection. */
  Reply ask(Path socket, String request) {
    try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      client.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
      byte[] bytes = Channels.newInputStream(client).readAllBytes();
      return Reply.of(new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens beside its port, once it listens in this folder. */
  Path socketIn(Path folder) {
    return folder.resolve("127.0.0.1-%d.sock".formatted(port()));
  }

  int port() {
    return front.port();
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.port());
    socket.setSoTimeout(LIMIT_MILLIS);
    return socket;
  }

  /** Sends these lines and an empty one, then reads until the server closes. */
  Reply lines(String... lines) {
    return raw(String.join("\r\n", lines) + "\r\n\r\n");
  }

  Reply get(String path) {
    return raw(request(path));
  }

  /** A whole request that ends the connection. */
  static String request(String path, String... headers) {
    Stream<String> first =
        Stream.of("GET " + path + " HTTP/1.1", "Host: localhost", "Connection: close");
    return Stream.concat(first, Stream.of(headers)).collect(Collectors.joining("\r\n"))
        + "\r\n\r\n";
  }

  Reply post(String path, String body) {
    return raw(
        "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(path, body.length(), body));
  }

  Reply raw(String request) {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return rest(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What comes until the server closes. */
  static Reply rest(Socket socket) throws IOException {
    byte[] bytes = socket.getInputStream().readAllBytes();
    return Reply.of(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() {
    front.close();
  }
}
