package dev.linnet.links;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Words that a key may not be (our own routes), and words that no generated key may contain. */
public final class KeyWords {
  private static final String LEET_DIGITS = "0123456789";
  private static final String LEET_LETTERS = "olzeasgtbg";

  private final Set<String> reserved;
  private final List<String> profane;

  /**
   * @param reserved the first path segments of our own routes, in any case
   */
  public KeyWords(Set<String> reserved) {
    this.reserved =
        reserved.stream()
            .map(word -> word.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    this.profane = read("profanity.txt");
  }

  /** Whether a route of ours, in any case, has this name. */
  public boolean isReserved(ShortKey key) {
    return reserved.contains(key.value().toLowerCase(Locale.ROOT));
  }

  /** Whether a generated key may be handed out. */
  public boolean mayBeGenerated(ShortKey key) {
    String folded = fold(key.value());
    return !isReserved(key) && profane.stream().noneMatch(folded::contains);
  }

  /** Lower case, digits read as the letters that they stand for in "l33t". */
  private static String fold(String key) {
    StringBuilder folded = new StringBuilder(key.length());
    for (char c : key.toLowerCase(Locale.ROOT).toCharArray()) {
      int digit = LEET_DIGITS.indexOf(c);
      folded.append(digit < 0 ? c : LEET_LETTERS.charAt(digit));
    }
    return folded.toString();
  }

  private static List<String> read(String resource) {
    try (InputStream in = KeyWords.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The resource " + resource + " is missing.");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(KeyWords::fold)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
