package dev.linnet.localruntime.nginx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A server behind Nginx, at a Unix socket, with one answer. */
final class SocketUpstream implements AutoCloseable {
  private static final String WORD = "by a socket";
  private static final String REPLY =
      "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
          .formatted(WORD.length(), WORD);

  private final ServerSocketChannel listener;

  private SocketUpstream(ServerSocketChannel listener) {
    this.listener = listener;
  }

  static SocketUpstream at(Path sockets, String name) throws IOException {
    openToAll(sockets);
    Path folder = openToAll(Files.createDirectory(sockets.resolve("some")));
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(folder.resolve(name)));
    openToAll(folder.resolve(name));
    SocketUpstream upstream = new SocketUpstream(listener);
    Thread.ofVirtual().start(upstream::answerAll);
    return upstream;
  }

  private static Path openToAll(Path path) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  /** The body of each answer. */
  String word() {
    return WORD;
  }

  private void answerAll() {
    try {
      while (listener.isOpen()) {
        answer();
      }
    } catch (ClosedChannelException e) {
      // The end.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer() throws IOException {
    try (SocketChannel client = listener.accept()) {
      ByteBuffer request = ByteBuffer.allocate(16 * 1024);
      while (!text(request).endsWith("\r\n\r\n") && client.read(request) >= 0) {
        // More comes.
      }
      client.write(ByteBuffer.wrap(REPLY.getBytes(StandardCharsets.US_ASCII)));
    }
  }

  private static String text(ByteBuffer request) {
    return StandardCharsets.US_ASCII.decode(request.duplicate().flip()).toString();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
