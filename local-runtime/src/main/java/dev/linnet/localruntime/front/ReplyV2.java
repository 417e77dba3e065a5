package dev.linnet.localruntime.front;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
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
  /** What Lambda lets a function answer. */
  static final int MAX_REPLY = 6 * 1024 * 1024;

  private final JsonFactory json = new JsonFactory();

  HttpReply read(byte[] reply) {
    if (reply.length > MAX_REPLY) {
      return HttpReply.internalServerError();
    }
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), reply)) {
      return parser.nextToken() == JsonToken.START_OBJECT ? object(parser, reply) : plain(reply);
    } catch (JacksonException | IllegalArgumentException e) {
      return HttpReply.internalServerError();
    }
  }

  private static HttpReply object(JsonParser parser, byte[] reply) {
    Draft draft = new Draft();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      draft.take(name, parser);
    }
    return draft.status == 0 ? plain(reply) : draft.reply();
  }

  private static HttpReply plain(byte[] body) {
    return new HttpReply(
        200, List.of(Map.entry("Content-Type", "application/json")), List.of(), body);
  }

  /** The fields as they come. */
  private static final class Draft {
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();
    private final List<String> cookies = new ArrayList<>();
    private int status;
    private String body = "";
    private boolean isBase64;

    void take(String name, JsonParser parser) {
      switch (name) {
        case "statusCode" -> status = parser.getValueAsInt();
        case "isBase64Encoded" -> isBase64 = parser.getValueAsBoolean();
        case "body" -> body = parser.getValueAsString("");
        case "headers" -> takeHeaders(parser);
        case "cookies" -> takeCookies(parser);
        case null, default -> parser.skipChildren();
      }
    }

    private void takeHeaders(JsonParser parser) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        return;
      }
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        parser.nextToken();
        String value = parser.getValueAsString();
        if (value == null) {
          parser.skipChildren();
        } else if (!name.equalsIgnoreCase("content-length")) {
          headers.add(Map.entry(name, value));
        }
      }
    }

    private void takeCookies(JsonParser parser) {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        return;
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        cookies.add(parser.getValueAsString(""));
      }
    }

    HttpReply reply() {
      byte[] bytes =
          isBase64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
      return status < 200 || status > 599
          ? HttpReply.internalServerError()
          : new HttpReply(status, headers, cookies, bytes);
    }
  }
}
