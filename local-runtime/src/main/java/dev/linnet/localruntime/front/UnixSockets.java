package dev.linnet.localruntime.front;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.util.IO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unix sockets beside a port, for who asks from the same machine: they cost the kernel less than
 * TCP. Each is named after an address under which the port is reached, {@code 10.0.0.5-8001.sock},
 * so that who knows the address finds it. Who may enter the folder may connect.
 */
final class UnixSockets implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UnixSockets.class);
  private static final String FOR_ALL = "rw-rw-rw-";

  private final Path folder;
  private final List<Path> files = new ArrayList<>();
  private final List<ServerSocketChannel> listeners = new ArrayList<>();

  private UnixSockets(Path folder) {
    this.folder = folder;
  }

  /**
   * Listens on them; what a process that was killed left under their names is replaced.
   *
   * @param host the address that the port listens on; 0.0.0.0 for each that others reach it by
   * @param queue how many may wait until they are taken
   * @throws UncheckedIOException with a sentence
   */
  static UnixSockets open(Path folder, String host, int port, int queue) {
    UnixSockets sockets = new UnixSockets(folder);
    try {
      Files.createDirectories(folder);
      for (String address : addresses(host)) {
        sockets.listen("%s-%d.sock".formatted(address, port), queue);
      }
      return sockets;
    } catch (IOException | UnsupportedOperationException e) {
      sockets.close();
      throw new UncheckedIOException(
          "No Unix socket can be made in %s (%s); choose another folder with --sockets."
              .formatted(folder, e.getMessage()),
          new IOException(e));
    }
  }

  /** It has its name when it is complete: whoever finds it is taken. */
  private void listen(String name, int queue) throws IOException {
    Path unnamed = folder.resolve("." + name);
    Files.deleteIfExists(unnamed);
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listeners.add(listener);
    listener.bind(UnixDomainSocketAddress.of(unnamed), queue);
    Files.setPosixFilePermissions(unnamed, PosixFilePermissions.fromString(FOR_ALL));
    listener.configureBlocking(false);
    Path file = folder.resolve(name);
    Files.move(unnamed, file, StandardCopyOption.ATOMIC_MOVE);
    files.add(file);
  }

  private static List<String> addresses(String host) throws IOException {
    InetAddress only = InetAddress.getByName(host);
    if (!only.isAnyLocalAddress()) {
      return List.of(only.getHostAddress());
    }
    try (Stream<NetworkInterface> all = NetworkInterface.networkInterfaces()) {
      return all.flatMap(each -> each.getInterfaceAddresses().stream())
          .map(InterfaceAddress::getAddress)
          .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
          .map(InetAddress::getHostAddress)
          .toList();
    }
  }

  List<ServerSocketChannel> listeners() {
    return List.copyOf(listeners);
  }

  /** Nobody finds them any more; who has connected is still taken. */
  void hide() {
    files.forEach(UnixSockets::delete);
    files.clear();
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("The Unix socket {} stays, though nobody listens there any more.", file, e);
    }
  }

  @Override
  public void close() {
    hide();
    listeners.forEach(IO::close);
  }
}
