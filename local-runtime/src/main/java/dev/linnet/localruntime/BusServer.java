package dev.linnet.localruntime;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The event bus on a loopback port of its own. */
final class BusServer implements AutoCloseable {
  private final Server server = new Server();

  private BusServer() {}

  static BusServer start(int port, Handler events) {
    BusServer bus = new BusServer();
    ServerConnector connector = new ServerConnector(bus.server, 1, 1);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    bus.server.addConnector(connector);
    bus.server.setHandler(events);
    try {
      bus.server.start();
      return bus;
    } catch (Exception e) {
      throw new UncheckedIOException("The event bus does not start.", new IOException(e));
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The event bus does not stop.", e);
    }
  }
}
