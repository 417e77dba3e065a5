package dev.linnet.mongo;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between a client and a server. Frozen, it accepts connections and passes nothing on, as a
 * server that hangs.
 */
final class Relay implements AutoCloseable {
  private final ServerSocket front;
  private final int behind;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean frozen;

  private Relay(int behind, boolean frozen) throws IOException {
    this.front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.behind = behind;
    this.frozen = frozen;
    Thread.ofVirtual().start(this::accept);
  }

  static Relay to(int port) throws IOException {
    return new Relay(port, false);
  }

  static Relay toNobody() throws IOException {
    return new Relay(0, true);
  }

  int port() {
    return front.getLocalPort();
  }

  /** How many were opened so far, on both sides. */
  int connections() {
    return sockets.size();
  }

  void freeze() {
    frozen = true;
  }

  void thaw() {
    frozen = false;
  }

  @Override
  public void close() {
    close(front);
    sockets.forEach(Relay::close);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = opened(front.accept());
        if (!frozen) {
          Socket server = opened(new Socket(InetAddress.getLoopbackAddress(), behind));
          Thread.ofVirtual().start(() -> pass(client, server));
          Thread.ofVirtual().start(() -> pass(server, client));
        }
      }
    } catch (IOException e) {
      close(); // the test is over
    }
  }

  private Socket opened(Socket socket) {
    sockets.add(socket);
    return socket;
  }

  /** What arrives while it is frozen is lost. */
  private void pass(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] buffer = new byte[8192];
      int count = in.read(buffer);
      while (count >= 0) {
        if (!frozen) {
          out.write(buffer, 0, count);
        }
        count = in.read(buffer);
      }
    } catch (IOException e) {
      // One of the two has gone, so the other one goes as well.
    }
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
