package dev.linnet.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.tools.ToolProvider;

/** Compiles small sources that break a rule, so that a test sees the rule catch them. */
final class Planted {
  private Planted() {}

  /** {@code name} is the class's full name, {@code body} stands between its braces. */
  static String type(String kind, String name, String body) {
    int dot = name.lastIndexOf('.');
    return "package %s; public %s %s { %s }"
        .formatted(name.substring(0, dot), kind, name.substring(dot + 1), body);
  }

  static JavaClasses in(Path folder, String... sources) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", folder.toString()));
    for (String source : sources) {
      arguments.add(write(folder, source).toString());
    }
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(result).as("javac on %s", Arrays.toString(sources)).isZero();
    return new ClassFileImporter().importPath(folder);
  }

  private static Path write(Path folder, String source) throws IOException {
    String name = source.replaceFirst("(?s)package (\\S+); public \\S+ (\\w+).*", "$1.$2");
    Path file = folder.resolve(name.replace('.', '/') + ".java");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, source);
  }
}
