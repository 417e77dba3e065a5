package dev.linnet.localruntime.front;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a function's reply as an HTTP API does, payload format version 2.0: a JSON object with a
 * status, or any other JSON, which is then the body of a 200.
 */
final class ReplyV2 {
  private final JsonFactory json = new JsonFactory();

  /** Nothing where it is no reply that API Gateway would take. */
  Optional<HttpReply> read(byte[] reply) {
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), reply)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return Optional.empty();
      }
      Optional<HttpReply> read = read(first, parser, reply);
      return parser.nextToken() == null ? read : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static Optional<HttpReply> read(JsonToken first, JsonParser parser, byte[] reply) {
    if (first == JsonToken.VALUE_STRING) {
      return Optional.of(plain(parser.getString().getBytes(StandardCharsets.UTF_8)));
    }
    if (first != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return Optional.of(plain(reply));
    }
    ReplyDraft draft = new ReplyDraft();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      draft.take(name, parser);
    }
    return draft.hasStatus() ? draft.reply() : Optional.of(plain(reply));
  }

  private static HttpReply plain(byte[] body) {
    return new HttpReply(
        200, List.of(Map.entry("Content-Type", "application/json")), List.of(), body);
  }
}
