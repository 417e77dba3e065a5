package dev.linnet.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The captured events, and JSON to look into. */
final class Samples {
  private static final JsonMapper JSON = new JsonMapper();

  private Samples() {}

  static InputStream open(String name) {
    InputStream in = Samples.class.getResourceAsStream("/samples/" + name + ".json");
    if (in == null) {
      throw new IllegalArgumentException("There is no sample " + name + ".");
    }
    return in;
  }

  static String text(String name) {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode tree(String name) {
    return JSON.readTree(open(name));
  }

  static JsonNode tree(byte[] json) {
    return JSON.readTree(json);
  }

  static Request request(String name) {
    return event(text(name)).request();
  }

  static Event event(String json) {
    return Event.of(EventReader.read(stream(json)), HttpFunction.MAX_BODY);
  }

  static InputStream stream(String json) {
    return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
  }
}
