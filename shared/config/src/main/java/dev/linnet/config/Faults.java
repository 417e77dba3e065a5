package dev.linnet.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What becomes of a bad setting: it is thrown at once, or collected with the others. */
final class Faults {
  private final @Nullable List<String> collected;

  private Faults(@Nullable List<String> collected) {
    this.collected = collected;
  }

  static Faults thrown() {
    return new Faults(null);
  }

  static Faults collected() {
    return new Faults(new ArrayList<>());
  }

  boolean areCollected() {
    return collected != null;
  }

  /** Throws, or notes the sentence and answers what stands in for the bad value. */
  <T> T add(String sentence, T standIn) {
    if (collected == null) {
      throw new BadSetting(sentence);
    }
    collected.add(sentence);
    return standIn;
  }

  /** What the reader built, unless there was any fault. */
  <T> T orThrow(Supplier<T> reader) {
    List<String> all = collected == null ? List.of() : collected;
    T settings;
    try {
      settings = reader.get();
    } catch (BadSetting e) {
      e.faults().forEach(fault -> add(fault, fault));
      throw new BadSetting(all);
    } catch (IllegalArgumentException e) {
      if (all.isEmpty()) {
        throw e;
      }
      throw new BadSetting(all); // a record refused what stood in for a bad setting
    }
    if (!all.isEmpty()) {
      throw new BadSetting(all);
    }
    return settings;
  }

  static String sentence(String name, String value, String allowed) {
    String shown = value.replaceAll("//.*@", "//***@"); // user:password@ of a URI
    if (shown.length() > 100) {
      shown = shown.substring(0, 100) + "...";
    }
    return name + " is \"" + shown + "\"; it must be " + allowed + ".";
  }
}
