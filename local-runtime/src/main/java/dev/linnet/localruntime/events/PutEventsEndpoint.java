package dev.linnet.localruntime.events;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * EventBridge's PutEvents for the AWS SDK, on loopback only; signatures are not checked.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">
 *     AWS's description</a>
 */
public final class PutEventsEndpoint implements AutoCloseable {
  private static final String TARGET = "AWSEvents.PutEvents";
  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
  private static final int MAX_ENTRIES = 10;
  private static final int MAX_BODY = 1024 * 1024;

  private final JsonFactory json = new JsonFactory();
  private final EventBus bus;
  private final InstantSource clock;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private PutEventsEndpoint(EventBus bus, InstantSource clock, HttpServer server) {
    this.bus = bus;
    this.clock = clock;
    this.server = server;
  }

  public static PutEventsEndpoint start(EventBus bus, int port, InstantSource clock) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      PutEventsEndpoint endpoint = new PutEventsEndpoint(bus, clock, server);
      server.setExecutor(endpoint.threads);
      server.createContext("/", endpoint::answer);
      server.start();
      return endpoint;
    } catch (IOException e) {
      throw new UncheckedIOException("The event bus cannot listen on port " + port + ".", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
      List<Event> events = new ArrayList<>();
      String error = error(exchange, body, events);
      if (error.isEmpty()) {
        events.forEach(bus::put);
      }
      byte[] reply = error.isEmpty() ? accepted(events) : refused(error);
      exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
      exchange.sendResponseHeaders(error.isEmpty() ? 200 : 400, reply.length);
      exchange.getResponseBody().write(reply);
    }
  }

  /** Why the request is refused, as AWS names it; empty where it is not. */
  private String error(HttpExchange exchange, byte[] body, List<Event> events) {
    if (!TARGET.equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))) {
      return "UnknownOperationException";
    }
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), body)) {
      read(parser, events);
    } catch (JacksonException e) {
      return "SerializationException";
    }
    boolean valid = !events.isEmpty() && events.size() <= MAX_ENTRIES && body.length <= MAX_BODY;
    return valid ? "" : "ValidationException";
  }

  private void read(JsonParser parser, List<Event> events) {
    parser.nextToken();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken value = parser.nextToken();
      if (!name.equals("Entries") || value != JsonToken.START_ARRAY) {
        parser.skipChildren();
        continue;
      }
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        events.add(entry(parser));
      }
    }
  }

  private Event entry(JsonParser parser) {
    String source = "";
    String detailType = "";
    String detail = "{}";
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      switch (name) {
        case "Source" -> source = parser.getValueAsString("");
        case "DetailType" -> detailType = parser.getValueAsString("");
        case "Detail" -> detail = parser.getValueAsString("{}");
        case null, default -> parser.skipChildren();
      }
    }
    return Event.of(source, detailType, clock.instant(), detail);
  }

  private byte[] accepted(List<Event> events) {
    return write(
        reply -> {
          reply.writeNumberProperty("FailedEntryCount", 0);
          reply.writeArrayPropertyStart("Entries");
          for (Event event : events) {
            reply.writeStartObject();
            reply.writeStringProperty("EventId", event.id());
            reply.writeEndObject();
          }
          reply.writeEndArray();
        });
  }

  private byte[] refused(String error) {
    return write(reply -> reply.writeStringProperty("__type", error));
  }

  private byte[] write(Consumer<JsonGenerator> content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator reply = json.createGenerator(ObjectWriteContext.empty(), out)) {
      reply.writeStartObject();
      content.accept(reply);
      reply.writeEndObject();
    }
    return out.toByteArray();
  }
}
