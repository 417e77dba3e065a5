package dev.linnet.localruntime.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallReportTest {
  @ParameterizedTest
  @MethodSource("starts")
  void a_start_that_comes_to_nothing_is_reported_as_lambda_does(
      Duration init, String status, String line) {
    assertThat(CallReport.initLine(init, status)).isEqualTo(line);
  }

  private static Object[][] starts() {
    return new Object[][] {
      {
        Duration.ofMillis(10_009),
        CallReport.statusOf(new Invocation.TimedOut()),
        "INIT_REPORT Init Duration: 10009.00 ms\tPhase: init\tStatus: timeout"
      },
      {
        Duration.ofNanos(1_236_040_000),
        CallReport.error("Runtime.ExitError"),
        "INIT_REPORT Init Duration: 1236.04 ms\tPhase: init\tStatus: error\tError Type:"
            + " Runtime.ExitError"
      }
    };
  }
}
