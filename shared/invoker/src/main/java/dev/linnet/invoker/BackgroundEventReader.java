package dev.linnet.invoker;

import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads an EventBridge event; what is missing or of another type is taken as not said. */
final class BackgroundEventReader {
  /** EventBridge itself takes no event above 1 MB. */
  private static final int MAX_EVENT = 2 * 1024 * 1024;

  private final JsonFactory json =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100)
                  .maxDocumentLength(MAX_EVENT)
                  .build())
          .build();

  BackgroundEvent read(InputStream event) {
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), event)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("The event is not a JSON object.");
      }
      return object(parser);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("The event is not JSON within our limits.", e);
    }
  }

  private static BackgroundEvent object(JsonParser parser) {
    Map<String, String> texts = new HashMap<>();
    Map<String, String> detail = Map.of();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken value = parser.nextToken();
      if (name.equals("detail") && value == JsonToken.START_OBJECT) {
        detail = scalars(parser);
      } else {
        put(texts, name, parser);
      }
    }
    return new BackgroundEvent(
        texts.getOrDefault("id", ""),
        texts.getOrDefault("source", ""),
        texts.getOrDefault("detail-type", ""),
        instant(texts.get("time")),
        detail);
  }

  private static Map<String, String> scalars(JsonParser parser) {
    Map<String, String> scalars = new HashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      put(scalars, name, parser);
    }
    return scalars;
  }

  private static void put(Map<String, String> values, String name, JsonParser parser) {
    JsonToken value = parser.currentToken();
    if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
      values.put(name, parser.getString());
    } else {
      parser.skipChildren();
    }
  }

  private static @Nullable Instant instant(@Nullable String time) {
    try {
      return time == null ? null : Instant.parse(time);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
