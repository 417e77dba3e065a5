package dev.linnet.localruntime.nginx;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server behind Nginx that answers as it is told, and keeps what it was asked. */
final class Upstream implements AutoCloseable {
  /** What Nginx asked. */
  record Asked(String method, String path, Map<String, String> headers) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile int status;
  private volatile Map<String, String> headers = Map.of();

  private Upstream(HttpServer server) {
    this.server = server;
    answer(200);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  static Upstream start() {
    try {
      return new Upstream(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on every request gets this; 0 closes the connection without a word. */
  void answer(int newStatus, String... namesAndValues) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      pairs.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    headers = Map.copyOf(pairs);
    status = newStatus;
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  List<Asked> asked(String path) {
    return asked.stream().filter(request -> request.path().equals(path)).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    Map<String, String> sent = new LinkedHashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> sent.put(name, values.getFirst()));
    asked.add(
        new Asked(
            exchange.getRequestMethod(), exchange.getRequestURI().getPath(), Map.copyOf(sent)));
    if (status == 0) {
      exchange.close();
      return;
    }
    headers.forEach(exchange.getResponseHeaders()::set);
    byte[] body = "the upstream's".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
