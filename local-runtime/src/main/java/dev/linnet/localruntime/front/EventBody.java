package dev.linnet.localruntime.front;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * The body of a request as a function gets it: text where its content type is one of text, no
 * content encoding hides it and it is UTF-8; else in base64.
 */
record EventBody(String text, boolean isBase64) {
  static EventBody of(HttpCall call) {
    if (call.body().length == 0) {
      return new EventBody("", false);
    }
    try {
      if (isText(call)) {
        ByteBuffer bytes = ByteBuffer.wrap(call.body());
        return new EventBody(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString(), false);
      }
    } catch (CharacterCodingException e) {
      // It says that it is text, and is none.
    }
    return new EventBody(Base64.getEncoder().encodeToString(call.body()), true);
  }

  private static boolean isText(HttpCall call) {
    String type =
        String.join(",", call.headers().getOrDefault("content-type", List.of()))
            .toLowerCase(Locale.ROOT);
    return !call.headers().containsKey("content-encoding")
        && (type.startsWith("text/")
            || type.startsWith("application/json")
            || type.startsWith("application/javascript")
            || type.startsWith("application/xml"));
  }
}
