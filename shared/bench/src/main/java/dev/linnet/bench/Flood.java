package dev.linnet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.LongFunction;

/**
 * Requests at full speed over a number of connections, from one thread: what the load generator
 * takes of the machine, the service under it cannot have.
 */
final class Flood {
  private static final long PATIENCE_MILLIS = 20_000;

  private final URI service;
  private final int connections;
  private final LongFunction<byte[]> requests;
  private final int expectedStatus;
  private long sent;
  private long answered;
  private long errors;

  /**
   * A kind of load.
   *
   * @param requests the bytes of request number 0, 1, 2, ...
   * @param expectedStatus anything else is an error
   */
  Flood(URI service, int connections, LongFunction<byte[]> requests, int expectedStatus) {
    this.service = service;
    this.connections = connections;
    this.requests = requests;
    this.expectedStatus = expectedStatus;
  }

  /** What was measured. */
  record Result(long answered, Duration over, long errors) {
    double perSecond() {
      return answered * 1e9 / over.toNanos();
    }
  }

  Result run(Duration time) throws IOException {
    answered = 0;
    errors = 0;
    try (Selector selector = Selector.open()) {
      long start = System.nanoTime();
      for (int i = 0; i < connections; i++) {
        open(selector);
      }
      long end = start + time.toNanos();
      while (System.nanoTime() < end) {
        if (selector.select(this::read, PATIENCE_MILLIS) == 0) {
          throw new IOException("The service answers nothing any more.");
        }
      }
      Duration over = Duration.ofNanos(System.nanoTime() - start);
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      return new Result(answered, over, errors);
    }
  }

  private void open(Selector selector) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(service.getHost(), service.getPort()));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, new ReplyBuffer());
    send(channel);
  }

  private void send(SocketChannel channel) throws IOException {
    ByteBuffer request = ByteBuffer.wrap(requests.apply(sent++));
    while (request.hasRemaining()) { // once: it is shorter than any socket's buffer
      channel.write(request);
    }
  }

  private void read(SelectionKey key) {
    SocketChannel channel = (SocketChannel) key.channel();
    ReplyBuffer reply = (ReplyBuffer) key.attachment();
    try {
      reply.readFrom(channel);
      if (reply.isWhole()) {
        answered++;
        errors += reply.status() == expectedStatus ? 0 : 1;
        if (reply.isLast()) {
          channel.close();
          open(key.selector());
          return;
        }
        reply.clear();
        send(channel);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
