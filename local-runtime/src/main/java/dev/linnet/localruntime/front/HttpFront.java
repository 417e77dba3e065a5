package dev.linnet.localruntime.front;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server, on a port of its own: HTTP/1.1, and HTTP/2 in clear text for who asks for it.
 * Everything in it runs on virtual threads, the selector too: handing a request from a platform
 * thread to a virtual one wakes another processor, and cost a quarter of a redirect.
 *
 * <p>As many connections are open as the heap has room for. Who comes then waits in the kernel
 * until one ends; meanwhile each reply is the last one on its connection, and those on which
 * nothing happens for a second end.
 */
public final class HttpFront implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);

  /** API Gateway: "Total combined size of request line and header values: 10,240 bytes". */
  private static final int MAX_HEADERS = 10_240;

  /**
   * Characters of header fields that a connection remembers, so that it need not read them again: a
   * browser's, and 24 KiB of memory. Jetty's 1,024 are no faster here, and took 98 KiB.
   */
  private static final int HEADER_CACHE = 256;

  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(20);

  /**
   * Of those who wait for a place: as many as Linux allows by itself. Where it is full, a Unix
   * socket refuses at once, and TCP lets the client try again after a second.
   */
  private static final int ACCEPT_QUEUE = 4_096;

  /** Of heap, in bytes, for each connection that may be open: some three times what it takes. */
  private static final long HEAP_PER_CONNECTION = 192 * 1024;

  /** How long no request must come until nobody is taken to be on the way. */
  private static final Duration QUIET = Duration.ofMillis(500);

  /** The longest that a stop waits for quiet. */
  private static final Duration QUIET_LIMIT = Duration.ofSeconds(5);

  private static final Duration LOOK = Duration.ofMillis(10);

  private final Server server;
  private final PatientConnector connector;
  private final Arrivals arrivals;
  private final GatewayHandler handler;
  private volatile Optional<UnixSockets> sockets = Optional.empty();

  /**
   * A server that does not listen yet.
   *
   * @param port 0 for any free one
   */
  public HttpFront(String host, int port, Gateway gateway, TrustedProxies proxies) {
    this(host, port, gateway, proxies, Patience.DEFAULT, connectionsOfHeap());
  }

  HttpFront(
      String host,
      int port,
      Gateway gateway,
      TrustedProxies proxies,
      Patience patience,
      int connections) {
    VirtualThreadPool threads = new VirtualThreadPool();
    threads.setName("front");
    threads.setMaxConcurrentTasks(0); // its bound is the functions' own
    this.server = new Server(threads);
    HttpConfiguration settings = settings();
    this.connector =
        new PatientConnector(
            server,
            PatientConnector.USUAL_SELECTORS,
            connections,
            patience.head(),
            new PatientHttp(settings, patience.head()),
            new HTTP2CServerConnectionFactory(settings));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(patience.silence().toMillis());
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    server.addConnector(connector);
    this.arrivals = new Arrivals(connector);
    this.handler = new GatewayHandler(gateway, proxies, patience.body(), connector::somebodyWaits);
    server.setHandler(handler);
    server.setErrorHandler(new GatewayErrors());
  }

  private static int connectionsOfHeap() {
    return (int)
        Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / HEAP_PER_CONNECTION);
  }

  /**
   * Lets this handler answer what it wants to, before the functions are asked; before the start.
   */
  public void before(Handler first) {
    server.setHandler(new Handler.Sequence(first, handler));
  }

  /** Listens from now on; throws a sentence where that cannot be. */
  public void start() {
    try {
      server.start();
    } catch (Exception e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SocketException || cause instanceof UnresolvedAddressException) {
          throw new UncheckedIOException(sentence(cause), new IOException(e));
        }
      }
      throw new IllegalStateException("The HTTP server does not start.", e);
    }
  }

  private String sentence(Throwable cause) {
    String reason = Objects.requireNonNullElse(cause.getMessage(), "no such address");
    return reason.contains("already in use")
        ? "Port %d is taken by another program; choose another one with --port."
            .formatted(connector.getPort())
        : "Nothing can listen on %s, port %d (%s); choose others with --host and --port."
            .formatted(connector.getHost(), connector.getPort(), reason);
  }

  /**
   * Listens on Unix sockets in this folder as well, from now on, see {@link UnixSockets}. Who comes
   * by them is believed like a trusted proxy.
   *
   * @throws UncheckedIOException with a sentence
   */
  public void alsoListenIn(Path folder) {
    UnixSockets opened = UnixSockets.open(folder, connector.getHost(), port(), ACCEPT_QUEUE);
    sockets = Optional.of(opened);
    opened.listeners().forEach(connector::alsoListenOn);
  }

  public int port() {
    return connector.getLocalPort();
  }

  /**
   * Ends without failing anybody, within 20 seconds. First every reply ends its connection while
   * new ones are still taken, until nobody comes any more or five seconds are over; then nothing is
   * accepted and what runs finishes.
   */
  @Override
  public void close() {
    long end = System.nanoTime() + DRAIN_LIMIT.toNanos();
    try {
      if (server.isRunning()) {
        handler.endConnections();
        connector.takeEverybody(); // who waits would be reset with the listener
        waitForQuiet();
        sockets.ifPresent(UnixSockets::hide);
        arrivals.close().get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        waitForArrivals(end);
        connector.shutdown().get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
    } catch (TimeoutException e) {
      LOG.warn("Requests that still run after {} are given up.", DRAIN_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.warn("The HTTP server does not drain.", e);
    } finally {
      stop();
    }
  }

  private void waitForQuiet() throws InterruptedException {
    long limit = System.nanoTime() + QUIET_LIMIT.toNanos();
    while (!connector.getConnectedEndPoints().isEmpty()
        && handler.sinceLastRequest().compareTo(QUIET) < 0
        && System.nanoTime() < limit) {
      Thread.sleep(LOOK);
    }
  }

  private void waitForArrivals(long end) throws InterruptedException {
    while (arrivals.areUnderWay() && System.nanoTime() < end) {
      Thread.sleep(LOOK);
    }
  }

  private void stop() {
    try {
      sockets.ifPresent(UnixSockets::close);
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The HTTP server does not stop.", e);
    }
  }

  private static HttpConfiguration settings() {
    HttpConfiguration settings = new HttpConfiguration();
    settings.setRequestHeaderSize(MAX_HEADERS);
    settings.setHeaderCacheSize(HEADER_CACHE);
    settings.setSendServerVersion(false);
    settings.setUriCompliance(UriCompliance.UNSAFE); // the functions judge paths, not the server
    settings.setRelativeRedirectAllowed(true);
    return settings;
  }
}
