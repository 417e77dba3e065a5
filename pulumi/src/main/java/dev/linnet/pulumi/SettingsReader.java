package dev.linnet.pulumi;

import com.pulumi.Config;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Typed reads of the stack's configuration; notes what it cannot read and goes on. */
final class SettingsReader {
  private final Config config;
  private final List<String> faults;

  SettingsReader(Config config, List<String> faults) {
    this.config = config;
    this.faults = faults;
  }

  Optional<String> optional(String name) {
    return config.get(name).map(String::strip).filter(text -> !text.isEmpty());
  }

  String text(String name, String otherwise) {
    return optional(name).orElse(otherwise);
  }

  /** Separated by commas. */
  List<String> list(String name) {
    return optional(name).stream()
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  int number(String name, int otherwise) {
    Optional<String> text = optional(name);
    try {
      return text.map(Integer::parseInt).orElse(otherwise);
    } catch (NumberFormatException e) {
      faults.add("linnet:%s is \"%s\"; it must be a whole number.".formatted(name, text.get()));
      return otherwise;
    }
  }

  boolean flag(String name) {
    String text = text(name, "false");
    if (!text.equals("true") && !text.equals("false")) {
      faults.add("linnet:%s is \"%s\"; it must be true or false.".formatted(name, text));
    }
    return text.equals("true");
  }

  /** Of secrets; their values are not looked at. */
  void mustHave(Collection<StackSecret> secrets) {
    for (StackSecret secret : secrets) {
      String name = secret.configName();
      if (config.get(name).isEmpty()) {
        faults.add(
            "linnet:%1$s is not set; give it by: pulumi config set --secret linnet:%1$s"
                .formatted(name));
      }
    }
  }

  /** Written as {@code http-api} for {@code HTTP_API}. */
  <E extends Enum<E>> E choice(String name, E otherwise) {
    Optional<String> text = optional(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    E[] choices = otherwise.getDeclaringClass().getEnumConstants();
    for (E choice : choices) {
      if (written(choice).equals(text.get())) {
        return choice;
      }
    }
    String allowed =
        Arrays.stream(choices).map(SettingsReader::written).collect(Collectors.joining(", "));
    faults.add("linnet:%s is \"%s\"; it must be one of: %s.".formatted(name, text.get(), allowed));
    return otherwise;
  }

  private static String written(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
