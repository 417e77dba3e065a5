package dev.linnet.config;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text in a flat JSON object, as AWS answers with. */
final class JsonText {
  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

  private JsonText() {}

  /** The text with this name. A quoted name in another text is escaped, and so never taken. */
  static String of(String json, String name) throws IOException {
    Matcher found =
        Pattern.compile("\"" + Pattern.quote(name) + "\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"")
            .matcher(json);
    if (!found.find()) {
      throw new IOException("the answer has no " + name);
    }
    return ESCAPE
        .matcher(found.group(1))
        .replaceAll(
            escape -> Matcher.quoteReplacement(unescaped(escape.group(1), escape.group(2))));
  }

  private static String unescaped(@Nullable String code, String letter) {
    if (code != null) {
      return String.valueOf((char) Integer.parseInt(code, 16));
    }
    return switch (letter) {
      case "n" -> "\n";
      case "t" -> "\t";
      case "r" -> "\r";
      case "b" -> "\b";
      case "f" -> "\f";
      default -> letter;
    };
  }
}
