package dev.linnet.localruntime.front;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The request that AWS must have had when it sent an event of format 1.0 or of a load balancer. */
final class CapturedCall {
  private static final int PORT = 443;

  private CapturedCall() {}

  /**
   * The request behind an event.
   *
   * @param query as on the wire; events keep its parts only
   * @param client the address that the front saw
   */
  static HttpCall of(JsonNode event, String query, String client) {
    Map<String, List<String>> headers = headers(event);
    headers.remove("x-forwarded-for");
    return new HttpCall(
        event.get("httpMethod").asString(),
        event.get("path").asString(),
        query,
        "HTTP/1.1",
        headers,
        String.join("", headers.getOrDefault("host", List.of("localhost"))),
        PORT,
        client,
        body(event));
  }

  private static Map<String, List<String>> headers(JsonNode event) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    if (event.path("multiValueHeaders").isObject()) {
      event
          .get("multiValueHeaders")
          .forEachEntry(
              (name, values) -> {
                List<String> all = new ArrayList<>();
                values.forEach(value -> all.add(value.asString()));
                headers.put(name.toLowerCase(Locale.ROOT), all);
              });
    } else {
      event
          .get("headers")
          .forEachEntry(
              (name, value) ->
                  headers.put(name.toLowerCase(Locale.ROOT), List.of(value.asString())));
    }
    return headers;
  }

  private static byte[] body(JsonNode event) {
    String body = event.path("body").asString("");
    return event.get("isBase64Encoded").asBoolean()
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }
}
