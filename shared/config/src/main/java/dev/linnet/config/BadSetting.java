package dev.linnet.config;

import java.util.List;

/**
 * One or more settings cannot be used. The message is for the operator: a sentence for each, naming
 * the variable, its value (unless it is a secret) and what is allowed.
 */
public final class BadSetting extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // always an unmodifiable list of strings, which is serializable
  private final List<String> faults;

  public BadSetting(String fault) {
    this(List.of(fault));
  }

  /** Of several faults, at least one, each a sentence. */
  public BadSetting(List<String> faults) {
    super(message(faults));
    this.faults = List.copyOf(faults);
  }

  public List<String> faults() {
    return faults;
  }

  private static String message(List<String> faults) {
    if (faults.size() == 1) {
      return faults.getFirst();
    }
    return faults.size() + " settings are wrong:\n- " + String.join("\n- ", faults);
  }
}
