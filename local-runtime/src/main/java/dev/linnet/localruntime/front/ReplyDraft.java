package dev.linnet.localruntime.front;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A function's reply while its fields come in; one wrong field spoils it. */
final class ReplyDraft {
  /** They are the server's own business. */
  private static final Set<String> OF_THE_CONNECTION =
      Collections.unmodifiableSet(
          caseless(
              "connection",
              "content-length",
              "keep-alive",
              "proxy-connection",
              "te",
              "trailer",
              "transfer-encoding",
              "upgrade"));

  private final List<Map.Entry<String, String>> headers = new ArrayList<>();
  private final List<String> cookies = new ArrayList<>();
  private int status;
  private String body = "";
  private boolean hasStatus;
  private boolean isBase64;
  private boolean spoiled;

  static boolean isOfTheConnection(String header) {
    return OF_THE_CONNECTION.contains(header);
  }

  /** Takes one field; the parser stands at its value, and afterwards at the value's end. */
  void take(String name, JsonParser parser) {
    switch (name) {
      case "statusCode" -> {
        hasStatus = true;
        status = status(scalar(parser));
      }
      case "isBase64Encoded" -> isBase64 = scalar(parser).equals("true");
      case "body" -> body = text(parser);
      case "headers" -> takeHeaders(parser);
      case "cookies" -> takeCookies(parser);
      case null, default -> parser.skipChildren();
    }
  }

  boolean hasStatus() {
    return hasStatus;
  }

  /** Nothing where a field was wrong. */
  Optional<HttpReply> reply() {
    if (spoiled || status == 0) {
      return Optional.empty();
    }
    try {
      byte[] bytes =
          isBase64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
      return Optional.of(new HttpReply(status, headers, cookies, bytes));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no base64
    }
  }

  private void takeHeaders(JsonParser parser) {
    if (!isAt(JsonToken.START_OBJECT, parser)) {
      return;
    }
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      boolean isThere = parser.nextToken() != JsonToken.VALUE_NULL;
      String value = scalar(parser);
      if (!HeaderText.isName(name)) {
        spoiled = true;
      } else if (isThere && !OF_THE_CONNECTION.contains(name)) {
        headers.add(Map.entry(name, line(value)));
      }
    }
  }

  private void takeCookies(JsonParser parser) {
    if (!isAt(JsonToken.START_ARRAY, parser)) {
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      cookies.add(line(text(parser)));
    }
  }

  /** Whether the value begins so; it may also be null, and nothing else. */
  private boolean isAt(JsonToken wanted, JsonParser parser) {
    boolean isAt = parser.currentToken() == wanted;
    if (!isAt) {
      spoiled |= parser.currentToken() != JsonToken.VALUE_NULL;
      parser.skipChildren();
    }
    return isAt;
  }

  /** A text, a number or a truth value, as text; empty where it is null. */
  private String scalar(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token.isStructStart()) {
      spoiled = true;
      parser.skipChildren();
      return "";
    }
    return token == JsonToken.VALUE_NULL ? "" : parser.getString();
  }

  private String text(JsonParser parser) {
    JsonToken token = parser.currentToken();
    spoiled |= token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NULL;
    return scalar(parser);
  }

  private String line(String value) {
    spoiled |= !HeaderText.isValue(value);
    return value;
  }

  /** From 200 to 599, in digits; 0 for anything else. */
  private static int status(String text) {
    boolean isOne =
        text.length() == 3
            && text.charAt(0) >= '2'
            && text.charAt(0) <= '5'
            && isDigit(text.charAt(1))
            && isDigit(text.charAt(2));
    return isOne ? Integer.parseInt(text) : 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static Set<String> caseless(String... names) {
    Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.addAll(List.of(names));
    return set;
  }
}
