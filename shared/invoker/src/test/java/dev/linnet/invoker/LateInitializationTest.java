package dev.linnet.invoker;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LateInitializationTest {
  private static final String VARIABLE = "FUNCTION_INVOKER_LATE_INITIALIZATION";

  @ParameterizedTest
  @ValueSource(strings = {"true", "TRUE", "True"})
  void true_in_any_case_is_what_the_superclass_takes(String value) {
    assertThatCode(() -> LateInitialization.require(Map.of(VARIABLE, value)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "1", "yes", "false", "true "})
  void anything_else_is_refused_with_what_it_is(String value) {
    assertThatIllegalStateException()
        .isThrownBy(() -> LateInitialization.require(Map.of(VARIABLE, value)))
        .withMessageStartingWith(VARIABLE + " is \"" + value + "\"; set ");
  }

  @Test
  void a_missing_variable_is_refused_in_one_sentence() {
    assertThatIllegalStateException()
        .isThrownBy(() -> LateInitialization.require(Map.of()))
        .withMessage(
            VARIABLE
                + " is not set; set this environment variable to \"true\", because the function"
                + " starts without a Spring application.");
  }
}
