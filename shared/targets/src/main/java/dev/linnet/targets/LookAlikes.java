package dev.linnet.targets;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.UnicodeSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Names that can be mistaken for others, label by label (UTS 39). ASCII names never are. */
final class LookAlikes {
  private static final CharMatcher ASCII = CharMatcher.ascii();
  private static final Pattern ASCII_LABEL = Pattern.compile("[A-Za-z0-9-]+");

  /** What seems to end a host in a URL, as in google.comノlogin.example.org. */
  private static final Pattern DELIMITED = Pattern.compile("\\p{ASCII}*[./\\\\]\\p{ASCII}*");

  /** UTS 39 takes them for "ae" and "oe"; readers do not. */
  private static final CharMatcher LIGATURES = CharMatcher.anyOf("æœ");

  /** Top-level domains where a name in this script is at home, whatever it looks like. */
  private static final Map<String, Integer> HOMES =
      Map.ofEntries(
          Map.entry("am", UScript.ARMENIAN),
          Map.entry("az", UScript.LATIN),
          Map.entry("bg", UScript.CYRILLIC),
          Map.entry("by", UScript.CYRILLIC),
          Map.entry("cy", UScript.GREEK),
          Map.entry("gr", UScript.GREEK),
          Map.entry("il", UScript.HEBREW),
          Map.entry("is", UScript.LATIN),
          Map.entry("kz", UScript.CYRILLIC),
          Map.entry("su", UScript.CYRILLIC),
          Map.entry("tr", UScript.LATIN),
          Map.entry("ua", UScript.CYRILLIC));

  private final SpoofChecker checker =
      new SpoofChecker.Builder()
          .setChecks(
              SpoofChecker.RESTRICTION_LEVEL
                  | SpoofChecker.CHAR_LIMIT
                  | SpoofChecker.INVISIBLE
                  | SpoofChecker.MIXED_NUMBERS
                  | SpoofChecker.HIDDEN_OVERLAY)
          .setAllowedChars(
              new UnicodeSet(SpoofChecker.RECOMMENDED).addAll(SpoofChecker.INCLUSION).freeze())
          .setRestrictionLevel(SpoofChecker.RestrictionLevel.HIGHLY_RESTRICTIVE)
          .build();

  /**
   * @param name in U-labels
   */
  boolean isOne(String name) {
    List<String> labels = Splitter.on('.').omitEmptyStrings().splitToList(name);
    String top = labels.getLast();
    return labels.stream().anyMatch(label -> !ASCII.matchesAllOf(label) && isOne(label, top));
  }

  private boolean isOne(String label, String top) {
    if (checker.failsChecks(label)) {
      return true;
    }
    String skeleton = checker.getSkeleton(label);
    return DELIMITED.matcher(skeleton).matches()
        || (looksAscii(label, skeleton) && !isAtHome(label, top));
  }

  private static boolean looksAscii(String label, String skeleton) {
    return ASCII_LABEL.matcher(skeleton).matches() && LIGATURES.matchesNoneOf(label);
  }

  /** Beneath a top-level domain in letters of its own there are no ASCII names to look like. */
  private static boolean isAtHome(String label, String top) {
    int foreign = label.codePoints().filter(codePoint -> codePoint > 0x7f).findFirst().orElse(0);
    Integer home = HOMES.get(top);
    return !ASCII.matchesAllOf(top) || (home != null && home == UScript.getScript(foreign));
  }
}
