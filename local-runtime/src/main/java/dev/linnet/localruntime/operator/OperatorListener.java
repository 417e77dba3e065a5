package dev.linnet.localruntime.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** An HTTP server of its own, on a private address; it answers from the first moment on. */
public final class OperatorListener implements OperatorPages, AutoCloseable {
  private static final Duration IDLE_LIMIT = Duration.ofSeconds(60);

  private final Server server;
  private final ServerConnector connector;
  private final Mounts mounts = new Mounts();

  private OperatorListener(String host, int port, Readiness readiness) {
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setName("operator");
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    this.server = new Server(threads);
    HttpConfiguration settings = new HttpConfiguration();
    settings.setSendServerVersion(false);
    this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(settings));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_LIMIT.toMillis());
    server.addConnector(connector);
    server.setHandler(mounts);
    mounts.mount("/ready", new ReadyPage(readiness));
  }

  /**
   * Listens at once.
   *
   * @param port 0 for any free one
   */
  public static OperatorListener start(String host, int port, Readiness readiness) {
    OperatorListener listener = new OperatorListener(host, port, readiness);
    try {
      listener.server.start();
      return listener;
    } catch (Exception e) {
      listener.close();
      throw new UncheckedIOException(
          "The operators' listener cannot have %s, port %d (%s); choose others with"
                  .formatted(host, port, e.getMessage())
              + " --operator-host and --operator-port.",
          new IOException(e));
    }
  }

  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void mount(String prefix, Handler handler) {
    mounts.mount(prefix, handler);
  }

  /** At once: an operator's connection that is kept open must not keep Linnet. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (TimeoutException e) {
      // A client keeps its connection; it has been closed now.
    } catch (Exception e) {
      throw new IllegalStateException("The operators' listener does not stop.", e);
    }
  }
}
