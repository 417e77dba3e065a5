package dev.linnet.monitor;

import dev.linnet.config.Env;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The function, called as Lambda calls it. */
final class Monitor implements AutoCloseable {
  /** Nobody listens there. */
  static final Map<String, String> NOWHERE =
      Map.of(
          "KEY_SECRET", "sixteen characters",
          "DB_HOST", "127.0.0.1",
          "DB_PORT", "1",
          "REDIS_PORT", "1",
          "MONGO_URI", "mongodb://127.0.0.1:1",
          "BASE_URL", "https://lin.example/",
          "TRACING_ENABLED", "false");

  private static final JsonMapper JSON = JsonMapper.shared();

  private final MonitorApplication function;

  Monitor(Map<String, String> environment) {
    this.function = new MonitorApplication(Env.of(environment));
  }

  Reply get(String path, String... headers) {
    return send("GET", path, headers);
  }

  /** By an API Gateway event of payload version 2.0. */
  Reply send(String method, String pathAndQuery, String... headers) {
    int mark = pathAndQuery.indexOf('?');
    String path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "2.0").put("routeKey", "$default").put("rawPath", path);
    event.put("rawQueryString", mark < 0 ? "" : pathAndQuery.substring(mark + 1));
    ObjectNode named = event.putObject("headers");
    for (int i = 0; i < headers.length; i += 2) {
      named.put(headers[i], headers[i + 1]);
    }
    ObjectNode context = event.putObject("requestContext");
    context.put("stage", "$default").put("requestId", "test").put("routeKey", "$default");
    context.putObject("http").put("method", method).put("path", path);
    return new Reply(method, path, handle(JSON.writeValueAsBytes(event)));
  }

  JsonNode handle(byte[] event) {
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    try {
      function.handleRequest(new ByteArrayInputStream(event), reply, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return JSON.readTree(new String(reply.toByteArray(), StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    function.close();
  }
}
