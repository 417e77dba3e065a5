package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.config.BadSetting;
import dev.linnet.config.Env;
import dev.linnet.localruntime.runtime.LambdaHost;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionModesTest {
  @Test
  void without_settings_all_run_in_this_process() {
    FunctionModes modes = modes(Map.of());

    assertThat(modes.haveProcesses()).isFalse();
    assertThat(modes.of("create"))
        .isEqualTo(new FunctionModes.Run(false, LambdaHost.Limits.DEFAULT));
  }

  @Test
  void a_function_s_own_setting_goes_before_that_of_all() {
    FunctionModes modes =
        modes(
            Map.of(
                "FUNCTION_MODE", "runtime-api",
                "FUNCTION_MODE_CREATE", "in-process",
                "FUNCTION_ENVIRONMENTS", "3",
                "FUNCTION_ENVIRONMENTS_REDIRECT", "50",
                "FUNCTION_IDLE", "PT1H",
                "FUNCTION_PROCESSOR_REDIRECT", "all",
                "FUNCTION_INIT_REDIRECT", "20"));

    assertThat(modes.haveProcesses()).isTrue();
    assertThat(modes.of("create").ownProcesses()).isFalse();
    assertThat(modes.of("redirect"))
        .isEqualTo(
            new FunctionModes.Run(
                true,
                new LambdaHost.Limits(50, Duration.ofHours(1), Duration.ofSeconds(20), false)));
  }

  @Test
  void a_mode_that_there_is_not_stops_the_start_with_a_sentence() {
    assertThatThrownBy(() -> modes(Map.of("FUNCTION_MODE_CREATE", "docker")))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("FUNCTION_MODE_CREATE")
        .hasMessageContaining("in-process or runtime-api");
  }

  private static FunctionModes modes(Map<String, String> variables) {
    return FunctionModes.from(Env.of(variables), List.of("create", "redirect"));
  }
}
