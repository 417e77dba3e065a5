package dev.linnet.testbed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An event bus for the AWS SDK: answers PutEvents over HTTP, and keeps the entries. */
public final class EventSink implements AutoCloseable {
  private static final String PUT_EVENTS = "AWSEvents.PutEvents";

  private final HttpServer server;
  private final List<Map<String, Object>> entries = new CopyOnWriteArrayList<>();

  public EventSink() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /** The value of {@code EVENTS_ENDPOINT}. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** As they were sent: Source, DetailType, Detail … */
  public List<Map<String, Object>> entries() {
    return List.copyOf(entries);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      boolean known = PUT_EVENTS.equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
      if (known) {
        keep(body);
      }
      String reply =
          known
              ? "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}"
              : "{\"__type\":\"UnknownOperationException\"}";
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(known ? 200 : 400, reply.length());
      exchange.getResponseBody().write(reply.getBytes(StandardCharsets.US_ASCII));
    }
  }

  @SuppressWarnings("unchecked") // the names of a JSON object are texts
  private void keep(String body) {
    entries.addAll(
        (List<Map<String, Object>>) Captured.read(body).getOrDefault("Entries", List.of()));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
