package dev.linnet.localruntime.front;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a function's reply as a REST API or a load balancer does: a JSON object with a status.
 *
 * @param single whether headers with one value each are read
 * @param multi whether headers with lists of values are read; of one name in both, the list counts
 */
record ProxyReply(boolean single, boolean multi) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Nothing where it is no reply that AWS would take. */
  Optional<HttpReply> read(byte[] reply) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), reply)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      ReplyDraft draft = new ReplyDraft();
      Optional<List<Map.Entry<String, String>>> lists = Optional.of(List.of());
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        parser.nextToken();
        switch (name) {
          case "multiValueHeaders" -> lists = multi ? lists(parser) : skipped(parser);
          case "headers" -> takeSingle(draft, parser);
          case "cookies" -> parser.skipChildren(); // of payload format 2.0 only
          default -> draft.take(name, parser);
        }
      }
      boolean ends = parser.nextToken() == null;
      return ends ? lists.flatMap(l -> draft.reply().map(r -> merged(r, l))) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private void takeSingle(ReplyDraft draft, JsonParser parser) {
    if (single) {
      draft.take("headers", parser);
    } else {
      parser.skipChildren();
    }
  }

  private static Optional<List<Map.Entry<String, String>>> skipped(JsonParser parser) {
    parser.skipChildren();
    return Optional.of(List.of());
  }

  private static HttpReply merged(HttpReply reply, List<Map.Entry<String, String>> lists) {
    Set<String> inLists =
        lists.stream().map(header -> lower(header.getKey())).collect(Collectors.toSet());
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    reply.headers().stream()
        .filter(header -> !inLists.contains(lower(header.getKey())))
        .forEach(headers::add);
    headers.addAll(lists);
    return new HttpReply(reply.status(), headers, List.of(), reply.body());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Nothing where a name, a value or the shape is wrong; null stands for no headers. */
  private static Optional<List<Map.Entry<String, String>>> lists(JsonParser parser) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    boolean isRight = parser.currentToken() == JsonToken.VALUE_NULL;
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      isRight = true;
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        isRight &= HeaderText.isName(name) && takeValues(name, parser, headers);
      }
    } else {
      parser.skipChildren();
    }
    return isRight ? Optional.of(headers) : Optional.empty();
  }

  private static boolean takeValues(
      String name, JsonParser parser, List<Map.Entry<String, String>> headers) {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return false;
    }
    boolean isRight = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      boolean isText = parser.currentToken().isScalarValue();
      String value = isText ? parser.getString() : "";
      parser.skipChildren();
      isRight &= isText && HeaderText.isValue(value);
      if (!ReplyDraft.isOfTheConnection(name)) {
        headers.add(Map.entry(name, value));
      }
    }
    return isRight;
  }
}
