package dev.linnet.gateway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Header lines in their order; names are compared without regard to case. Immutable. */
public final class Headers {
  public static final Headers NONE = new Headers(new String[0]);

  /** Name, value, name, value, … */
  private final String[] lines;

  private Headers(String[] lines) {
    this.lines = lines;
  }

  /**
   * Header lines.
   *
   * @param lines name, value, name, value, …
   */
  public static Headers of(String... lines) {
    return of(List.of(lines));
  }

  static Headers of(List<String> lines) {
    if (lines.size() % 2 != 0) {
      throw new IllegalArgumentException("A header's name stands without its value.");
    }
    return lines.isEmpty() ? NONE : new Headers(lines.toArray(String[]::new));
  }

  /** All lines of this name as one value, joined by commas as RFC 9110 (5.2) has it. */
  public Optional<String> value(String name) {
    String joined = null;
    for (int i = 0; i < lines.length; i += 2) {
      if (lines[i].equalsIgnoreCase(name)) {
        joined = joined == null ? lines[i + 1] : joined + ", " + lines[i + 1];
      }
    }
    return Optional.ofNullable(joined);
  }

  /** Each line of this name; an API Gateway v2 event has joined them already. */
  public List<String> values(String name) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < lines.length; i += 2) {
      if (lines[i].equalsIgnoreCase(name)) {
        values.add(lines[i + 1]);
      }
    }
    return values;
  }

  public boolean has(String name) {
    for (int i = 0; i < lines.length; i += 2) {
      if (lines[i].equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  /** These lines and one more. */
  public Headers with(String name, String value) {
    String[] more = Arrays.copyOf(lines, lines.length + 2);
    more[lines.length] = name;
    more[lines.length + 1] = value;
    return new Headers(more);
  }

  public void forEach(BiConsumer<String, String> line) {
    for (int i = 0; i < lines.length; i += 2) {
      line.accept(lines[i], lines[i + 1]);
    }
  }

  /** How many lines there are. */
  public int size() {
    return lines.length / 2;
  }

  String name(int line) {
    return lines[2 * line];
  }

  String value(int line) {
    return lines[2 * line + 1];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Headers that && Arrays.equals(lines, that.lines);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(lines);
  }

  @Override
  public String toString() {
    return Arrays.toString(lines);
  }
}
