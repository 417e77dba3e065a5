package dev.linnet.localruntime.front;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A function's reply while its fields come in; one wrong field spoils it. */
final class ReplyDraft {
  /** They are the server's own business. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /** A line end in a value would let a function's input write headers, or whole replies. */
  private static final Pattern VALUE = Pattern.compile("[^\\x00-\\x08\\x0A-\\x1F\\x7F]*");

  private static final Pattern STATUS = Pattern.compile("[2-5][0-9][0-9]");

  private final List<Map.Entry<String, String>> headers = new ArrayList<>();
  private final List<String> cookies = new ArrayList<>();
  private String status = "";
  private String body = "";
  private boolean hasStatus;
  private boolean isBase64;
  private boolean spoiled;

  static boolean isOfTheConnection(String header) {
    return OF_THE_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
  }

  /** Takes one field; the parser stands at its value, and afterwards at the value's end. */
  void take(String name, JsonParser parser) {
    switch (name) {
      case "statusCode" -> {
        hasStatus = true;
        status = scalar(parser);
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
    if (spoiled || !STATUS.matcher(status).matches()) {
      return Optional.empty();
    }
    try {
      byte[] bytes =
          isBase64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
      return Optional.of(new HttpReply(Integer.parseInt(status), headers, cookies, bytes));
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
      if (!NAME.matcher(name).matches()) {
        spoiled = true;
      } else if (isThere && !OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
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
    spoiled |= !VALUE.matcher(value).matches();
    return value;
  }
}
