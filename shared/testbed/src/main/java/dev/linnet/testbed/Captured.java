package dev.linnet.testbed;

import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The captured events and replies, every field of them. */
public final class Captured {
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  private Captured() {}

  /**
   * An event or a reply.
   *
   * @param name such as {@code v2/redirect}
   * @param changes texts in it, each followed by what stands in its place
   */
  public static Map<String, Object> sample(String name, String... changes) {
    String json = write(EventLoader.loadEvent("samples/" + name + ".json", Map.class));
    for (int i = 0; i < changes.length; i += 2) {
      json = json.replace(changes[i], changes[i + 1]);
    }
    return read(json);
  }

  /** The event with another body, encoded as the captured one is. */
  public static Map<String, Object> withBody(Map<String, Object> event, String body) {
    Map<String, Object> changed = new LinkedHashMap<>(event);
    boolean encoded = Boolean.TRUE.equals(event.get("isBase64Encoded"));
    changed.put(
        "body",
        encoded ? Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)) : body);
    return changed;
  }

  static String write(Map<?, ?> object) {
    return JsonMapper.shared().writeValueAsString(object);
  }

  static Map<String, Object> read(String json) {
    return JsonMapper.shared().readValue(json, OBJECT);
  }
}
