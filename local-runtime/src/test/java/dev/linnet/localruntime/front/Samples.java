package dev.linnet.localruntime.front;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What AWS sends and takes. */
final class Samples {
  private Samples() {}

  static ObjectNode tree(String name) {
    return (ObjectNode) tree(bytes(name));
  }

  static JsonNode tree(byte[] json) {
    return JsonMapper.shared().readTree(json);
  }

  static byte[] bytes(String name) {
    try (InputStream in = Samples.class.getResourceAsStream("/samples/" + name + ".json")) {
      if (in == null) {
        throw new IllegalArgumentException("There is no sample " + name + ".");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
