package dev.linnet.localruntime;

import dev.linnet.localruntime.front.FrontKind;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which fronts there are.
 *
 * @param main that of the service's own port
 * @param also further ones with their ports; 0 for any free one
 */
record Fronts(FrontKind main, Map<FrontKind, Integer> also) {
  static final Fronts DEFAULT = new Fronts(FrontKind.V2, Map.of());

  private static final String NAMES = String.join(", ", FrontKind.names());

  Fronts {
    also = Map.copyOf(also);
  }

  /**
   * Reads the two options.
   *
   * @throws IllegalArgumentException with a sentence
   */
  static Fronts from(CommandLine line) {
    String main = line.text("--front", FrontKind.V2.toString());
    FrontKind kind =
        FrontKind.named(main)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--front is one of %s, not \"%s\".".formatted(NAMES, main)));
    return new Fronts(kind, also(line.text("--also", "")));
  }

  private static Map<FrontKind, Integer> also(String text) {
    Map<FrontKind, Integer> also = new LinkedHashMap<>();
    for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      String[] pair = part.split("=", 2);
      FrontKind kind = FrontKind.named(pair[0]).orElse(null);
      if (kind == null || pair.length < 2 || !pair[1].matches("[0-9]{1,5}")) {
        throw new IllegalArgumentException(
            "--also is a list such as v1=8082,alb=8083 of %s, not \"%s\".".formatted(NAMES, text));
      }
      also.put(kind, CommandLine.port("--also", pair[1]));
    }
    return also;
  }
}
