package dev.linnet.testbed;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an HTTP function answered.
 *
 * @param raw the reply as API Gateway or the load balancer gets it
 */
public record Reply(Map<String, Object> raw) {
  private static final String REQUEST_ID = "X-Request-Id";
  private static final List<String> PLACES = List.of("headers", "multiValueHeaders");

  public int status() {
    return raw.get("statusCode") instanceof Integer status ? status : 0;
  }

  /** The first value; empty where there is none. */
  public String header(String name) {
    for (String place : PLACES) {
      Object value = object(place).get(name);
      if (value != null) {
        return value instanceof List<?> values ? values.getFirst().toString() : value.toString();
      }
    }
    return "";
  }

  public String requestId() {
    return header(REQUEST_ID);
  }

  /** The raw reply, had the request had this id. */
  public Map<String, Object> underRequestId(String id) {
    Map<String, Object> changed = new LinkedHashMap<>(raw);
    for (String place : PLACES) {
      Map<String, Object> headers = new LinkedHashMap<>(object(place));
      if (headers.computeIfPresent(
              REQUEST_ID, (_, value) -> value instanceof List<?> ? List.of(id) : id)
          != null) {
        changed.put(place, headers);
      }
    }
    return changed;
  }

  public String body() {
    String body = String.valueOf(raw.get("body"));
    return Boolean.TRUE.equals(raw.get("isBase64Encoded"))
        ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
        : body;
  }

  /** The body's members. */
  public Map<String, Object> json() {
    return Captured.read(body());
  }

  @SuppressWarnings("unchecked") // the names of a JSON object are texts
  private Map<String, Object> object(String name) {
    return raw.get(name) instanceof Map<?, ?> object ? (Map<String, Object>) object : Map.of();
  }
}
