package dev.linnet.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Typed reads of settings. An empty value counts as not set. A read throws {@link BadSetting};
 * inside {@link #read} the faults are collected instead, and reported all at once.
 */
public final class Env {
  private static final List<SecretSource> SECRET_SOURCES =
      List.of(SecretSource.VALUE, SecretSource.FILE, SecretSource.ARN);

  private final Map<String, String> variables;
  private final Faults faults;

  private Env(Map<String, String> variables, Faults faults) {
    this.variables = variables;
    this.faults = faults;
  }

  /**
   * The environment variables of this process, overlaid by the resource {@code
   * linnet-environment.properties} where the class path has one. AWS Lambda gives each function a
   * process, and so an environment, of its own; local-runtime runs many functions in one process
   * and puts the settings of each into that resource, which only the function's own class loader
   * sees (the thread's context class loader, else the one that loaded this class).
   */
  public static Env ofProcess() {
    return of(ProcessEnvironment.variables());
  }

  public static Env of(Map<String, String> variables) {
    return new Env(Map.copyOf(variables), Faults.thrown());
  }

  /** The same with these settings, which go before those that are there. */
  public Env with(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(variables);
    all.putAll(settings);
    return new Env(Map.copyOf(all), faults);
  }

  /**
   * Builds a settings record and reports every fault found on the way in one {@link BadSetting}.
   * Inside, a bad setting reads as its default, so the reader must do nothing but build records.
   * May be nested; the outermost call reports.
   */
  public <T> T read(Function<Env, T> reader) {
    if (faults.areCollected()) {
      return reader.apply(this);
    }
    Faults found = Faults.collected();
    return found.orThrow(() -> reader.apply(new Env(variables, found)));
  }

  public boolean isSet(String name) {
    return raw(name).isPresent();
  }

  public Optional<String> optionalText(String name) {
    return raw(name);
  }

  public String text(String name, String defaultValue) {
    return raw(name).orElse(defaultValue);
  }

  /** A text that must be set. */
  public String text(String name) {
    return raw(name).orElseGet(() -> missing(name, ""));
  }

  /**
   * A secret that must be set: in {@code NAME}, in the file that {@code NAME_FILE} names, or in AWS
   * Secrets Manager by the ARN that {@code NAME_SECRET_ARN} tells.
   */
  public Secret secret(String name) {
    return optionalSecret(name).orElseGet(() -> missing(name, new Secret("")));
  }

  public Secret secret(String name, String defaultValue) {
    return optionalSecret(name).orElseGet(() -> new Secret(defaultValue));
  }

  public Optional<Secret> optionalSecret(String name) {
    List<SecretSource> sources =
        SECRET_SOURCES.stream().filter(source -> isSet(name + source.suffix())).toList();
    if (sources.isEmpty()) {
      return Optional.empty();
    }
    if (sources.size() > 1) {
      List<String> names = sources.stream().map(source -> name + source.suffix()).toList();
      return faults.add(
          String.join(" and ", names) + " are both set; set only one.", Optional.empty());
    }
    SecretSource source = sources.getFirst();
    String variable = name + source.suffix();
    try {
      return Optional.of(new Secret(source.opener().open(text(variable), variables)));
    } catch (IOException e) {
      return faults.add(variable + " " + e.getMessage(), Optional.empty());
    }
  }

  /** The variable that sets a secret, for a sentence about it. */
  public String secretVariable(String name) {
    return SECRET_SOURCES.stream()
        .map(source -> name + source.suffix())
        .filter(this::isSet)
        .findFirst()
        .orElse(name);
  }

  public int integer(String name, int defaultValue, int min, int max) {
    return (int) number(name, defaultValue, min, max);
  }

  public long number(String name, long defaultValue, long min, long max) {
    String allowed = "a whole number from " + min + " to " + max;
    return parsed(
        name,
        defaultValue,
        allowed,
        text -> {
          long value = Long.parseLong(text);
          return value < min || value > max ? null : value;
        });
  }

  public boolean flag(String name, boolean defaultValue) {
    return parsed(
        name,
        defaultValue,
        "true or false",
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> null;
            });
  }

  /** ISO 8601 ({@code PT30M}, {@code P30D}) or plain seconds. */
  public Duration duration(String name, Duration defaultValue, Duration min, Duration max) {
    String allowed =
        "a duration from " + min + " to " + max + ", in ISO 8601 (PT30M) or in plain seconds";
    return parsed(
        name,
        defaultValue,
        allowed,
        text -> {
          Duration value =
              text.chars().allMatch(c -> c >= '0' && c <= '9')
                  ? Duration.ofSeconds(Long.parseLong(text))
                  : Duration.parse(text);
          return value.compareTo(min) < 0 || value.compareTo(max) > 0 ? null : value;
        });
  }

  /** An absolute URI with a host and one of the schemes. */
  public URI uri(String name, URI defaultValue, String... schemes) {
    String allowed =
        "a URI with a host that begins with " + String.join(":// or ", schemes) + "://";
    return parsed(
        name,
        defaultValue,
        allowed,
        text -> {
          URI value = new URI(text);
          boolean schemeAllowed = Stream.of(schemes).anyMatch(s -> s.equals(value.getScheme()));
          return schemeAllowed && value.getRawAuthority() != null ? value : null;
        });
  }

  /** Reports a setting that contradicts another one; for readers of settings records. */
  public void refuse(String name, String mustBe) {
    faults.add(Faults.sentence(name, text(name, ""), mustBe), "");
  }

  /** The same for a secret, which is not shown. */
  public void refuseSecret(String name, String mustBe) {
    faults.add(name + " is not allowed; it must be " + mustBe + ".", "");
  }

  private <T> T parsed(String name, T defaultValue, String allowed, Parser<T> parser) {
    Optional<String> text = raw(name);
    if (text.isEmpty()) {
      return defaultValue;
    }
    try {
      T value = parser.parse(text.get().strip());
      if (value != null) {
        return value;
      }
    } catch (NumberFormatException | DateTimeParseException | URISyntaxException e) {
      // Not even close: reported below like any other value that is not allowed.
    }
    return faults.add(Faults.sentence(name, text.get(), allowed), defaultValue);
  }

  private Optional<String> raw(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  private <T> T missing(String name, T standIn) {
    return faults.add(name + " is not set; it is required.", standIn);
  }

  private interface Parser<T> {
    /** Null: not allowed. */
    @Nullable T parse(String text) throws URISyntaxException;
  }
}
