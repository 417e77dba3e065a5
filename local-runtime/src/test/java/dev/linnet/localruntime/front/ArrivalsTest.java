package dev.linnet.localruntime.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final int CLIENTS = 20;
  private static final int SELECTORS = 2;

  private final Server server = new Server();
  private final PatientConnector connector =
      new PatientConnector(
          server, SELECTORS, 1_000, Duration.ofSeconds(20), new HttpConnectionFactory());
  private final Arrivals arrivals = new Arrivals(connector);

  @BeforeEach
  void start() throws Exception {
    server.addConnector(connector);
    server.setHandler(new Greeting());
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void who_waits_in_the_kernel_when_the_listener_closes_is_answered_and_the_next_one_is_refused()
      throws Exception {
    CompletableFuture<Void> busy = new CompletableFuture<>();
    connector
        .getSelectorManager()
        .getContainedBeans(ManagedSelector.class)
        .forEach(selector -> selector.submit(_ -> busy.join()));
    int port = connector.getLocalPort();
    List<Socket> waiting = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      waiting.add(ask(port));
    }

    Future<Void> closed = arrivals.close();
    busy.complete(null);
    closed.get(10, TimeUnit.SECONDS);

    for (Socket client : waiting) {
      try (client) {
        String reply = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(reply).startsWith("HTTP/1.1 200 ").endsWith("hello");
      }
    }
    await()
        .untilAsserted(
            () -> assertThatThrownBy(() -> ask(port)).isInstanceOf(ConnectException.class));
    await().until(() -> !arrivals.areUnderWay());
  }

  private static Socket ask(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    String request = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static final class Greeting extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      response.write(true, StandardCharsets.UTF_8.encode("hello"), callback);
      return true;
    }
  }
}
