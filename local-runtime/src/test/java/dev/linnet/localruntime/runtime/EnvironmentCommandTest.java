package dev.linnet.localruntime.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentCommandTest {
  /** All but that of 128 MB have been seen on Lambda. */
  @ParameterizedTest
  @CsvSource({"512, 445645", "128, 111412", "1536, 1336935", "4096, 3945472"})
  void the_heap_is_as_large_as_lambda_makes_it(int megabytes, long kilobytes) {
    assertThat(EnvironmentCommand.heapKilobytes(megabytes)).isEqualTo(kilobytes);
  }
}
