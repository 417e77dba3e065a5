package dev.linnet.localruntime;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Options with their values, of which nothing is believed yet. */
record CommandLine(Map<String, String> values) {
  private static final int MAX_PORT = 65_535;
  private static final Set<String> FLAGS = Set.of("--help", "--ephemeral", "--external");
  private static final Set<String> WITH_VALUE =
      Set.of(
          "--port",
          "--host",
          "--operator-port",
          "--operator-host",
          "--only",
          "--front",
          "--also",
          "--sockets",
          "--data",
          "--functions");

  /**
   * Reads up to the end, or up to a call for help; the last of two wins.
   *
   * @throws IllegalArgumentException with a sentence
   */
  static CommandLine of(List<String> arguments) {
    Deque<String> rest = new ArrayDeque<>(arguments);
    Map<String, String> values = new HashMap<>();
    while (!rest.isEmpty() && !values.containsKey("--help")) {
      String option = rest.removeFirst();
      if (option.equals("-h") || FLAGS.contains(option)) {
        values.put(option.equals("-h") ? "--help" : option, "");
      } else if (!WITH_VALUE.contains(option)) {
        throw new IllegalArgumentException("There is no option " + option + ".");
      } else if (rest.isEmpty()) {
        throw new IllegalArgumentException(option + " needs a value.");
      } else {
        values.put(option, rest.removeFirst());
      }
    }
    return new CommandLine(values);
  }

  CommandLine {
    values = Map.copyOf(values);
  }

  boolean has(String option) {
    return values.containsKey(option);
  }

  String text(String option, String otherwise) {
    return values.getOrDefault(option, otherwise);
  }

  Path path(String option, Path otherwise) {
    return path(option).orElse(otherwise);
  }

  Optional<Path> path(String option) {
    return Optional.ofNullable(values.get(option)).map(text -> Path.of(text).toAbsolutePath());
  }

  int port(String option, int otherwise) {
    String text = values.get(option);
    return text == null ? otherwise : port(option, text);
  }

  /**
   * Reads a port.
   *
   * @throws IllegalArgumentException with a sentence
   */
  static int port(String option, String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "%s is a number from 0 to 65535, not \"%s\".".formatted(option, text));
  }

  /** A list with commas, of names that there are; empty where the option is not given. */
  Set<String> names(String option, List<String> allowed) {
    String text = values.get(option);
    if (text == null) {
      return Set.of();
    }
    Set<String> names = new LinkedHashSet<>(List.of(text.split(",", -1)));
    for (String name : names) {
      if (!allowed.contains(name)) {
        throw new IllegalArgumentException(
            "%s is a list of %s, not \"%s\".".formatted(option, String.join(",", allowed), text));
      }
    }
    return names;
  }
}
