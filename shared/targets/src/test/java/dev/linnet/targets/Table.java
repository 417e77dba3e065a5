package dev.linnet.targets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table of targets in a text file: {@code #} begins a comment, {0041} is a character. */
final class Table {
  private static final Pattern BY_NUMBER = Pattern.compile("\\{([0-9A-F]{4,6})}");

  private Table() {}

  /** The rows' cells; a row without the separator has one cell. */
  static List<List<String>> read(String file, String separator) {
    try (InputStream in = Objects.requireNonNull(Table.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> cells(line, separator))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> cells(String line, String separator) {
    return Pattern.compile(separator).splitAsStream(line).map(Table::unescaped).toList();
  }

  private static String unescaped(String cell) {
    return BY_NUMBER.matcher(cell).replaceAll(Table::character);
  }

  private static String character(MatchResult number) {
    return Matcher.quoteReplacement(Character.toString(Integer.parseInt(number.group(1), 16)));
  }
}
