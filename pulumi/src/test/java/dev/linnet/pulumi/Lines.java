package dev.linnet.pulumi;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Resources as lines of text: kind, name, inputs; secrets are only named. */
final class Lines {
  private static final int LONGEST_VALUE = 400;

  private Lines() {}

  static List<String> of(Graph graph) {
    return graph.resources().stream().map(Lines::line).sorted().toList();
  }

  private static String line(Declared resource) {
    String inputs =
        resource.inputs().entrySet().stream()
            .map(input -> input.getKey() + "=" + shown(resource, input))
            .collect(Collectors.joining(" "));
    String kept = resource.isProtected() ? " (protected)" : "";
    return (resource.label() + kept + " " + inputs).strip();
  }

  private static String shown(Declared resource, Map.Entry<String, Object> input) {
    if (resource.secret().contains(input.getKey())) {
      return "(secret)";
    }
    String text = input.getValue().toString().replace("\n", "\\n");
    return text.length() <= LONGEST_VALUE || !input.getKey().equals("userData")
        ? text
        : "(" + Integer.toHexString(text.hashCode()) + ")";
  }
}
