package dev.linnet.invoker;

import java.util.Map;

/**
 * {@code FUNCTION_INVOKER_LATE_INITIALIZATION}: the superclass reads it from the environment and
 * from nowhere else, and without it its constructor starts a whole SpringApplication.
 */
final class LateInitialization {
  static final String VARIABLE = "FUNCTION_INVOKER_LATE_INITIALIZATION";

  private LateInitialization() {}

  static void require(Map<String, String> environment) {
    String value = environment.get(VARIABLE);
    if (!Boolean.parseBoolean(value)) {
      throw new IllegalStateException(
          VARIABLE
              + " is "
              + (value == null ? "not set" : "\"" + value + "\"")
              + "; set this environment variable to \"true\", because the function starts without a"
              + " Spring application.");
    }
  }
}
