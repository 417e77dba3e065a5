package dev.linnet.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.topology.LambdaFunction;
import dev.linnet.topology.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The topology tells of each function which settings its code reads. */
class SettingsTest {
  private static final Path ROOT = Path.of("..", "..");

  private static final Pattern READ =
      Pattern.compile(
          "env(?:ironment)?\\s*\\.\\s*(?:text|optionalText|secret|optionalSecret|integer|number|flag"
              + "|duration|uri)\\(\\s*(?:\"([A-Z_]+)\"|SETTING)");

  private static final Pattern CONSTANT = Pattern.compile("String SETTING = \"([A-Z_]+)\"");
  private static final Pattern CONFIG =
      Pattern.compile("import dev\\.linnet\\.(\\w+)\\.(\\w+Config);");
  private static final Pattern NEIGHBOUR = Pattern.compile("\\b(\\w+Config)\\.\\w+\\(env");

  /** Read by every function: logs, and whom it trusts. */
  private static final List<Path> COMMON =
      List.of(source("logs", "LogSettings"), source("config", "TrustedAuthority"));

  static List<LambdaFunction> functions() {
    return Topology.linnet().functions();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void a_function_is_told_of_what_it_reads_and_nothing_else(LambdaFunction function)
      throws IOException {
    Set<String> read = new TreeSet<>();
    Set<Path> seen = new TreeSet<>();
    COMMON.forEach(file -> collect(file, read, seen));
    Path own = ROOT.resolve("functions/" + function.name() + "/src/main/java");
    try (Stream<Path> files = Files.walk(own)) {
      files.filter(Files::isRegularFile).forEach(file -> collect(file, read, seen));
    }
    read.removeIf(name -> name.startsWith("AWS_")); // Lambda sets them

    assertThat(Set.copyOf(function.variables())).isEqualTo(read);
  }

  @Test
  void a_read_is_seen_in_whatever_form() {
    assertThat(
            names(
                "env.flag(\n"
                    + "  \"REDIS_TLS\", false); environment . text(\"A_B\"); env.isSet(\"C\")"))
        .containsExactly("A_B", "REDIS_TLS");
  }

  private static void collect(Path file, Set<String> read, Set<Path> seen) {
    if (!Files.exists(file) || !seen.add(file.normalize())) {
      return;
    }
    String code = text(file);
    read.addAll(names(code));
    CONFIG
        .matcher(code)
        .results()
        .forEach(config -> collect(source(config.group(1), config.group(2)), read, seen));
    NEIGHBOUR
        .matcher(code)
        .results()
        .forEach(other -> collect(file.resolveSibling(other.group(1) + ".java"), read, seen));
  }

  private static Set<String> names(String code) {
    Set<String> names = new TreeSet<>();
    READ.matcher(code)
        .results()
        .forEach(
            found -> {
              if (found.group(1) != null) {
                names.add(found.group(1));
              } else {
                CONSTANT.matcher(code).results().forEach(name -> names.add(name.group(1)));
              }
            });
    return names;
  }

  private static Path source(String room, String type) {
    return ROOT.resolve(
        "shared/%s/src/main/java/dev/linnet/%s/%s.java".formatted(room, room, type));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
