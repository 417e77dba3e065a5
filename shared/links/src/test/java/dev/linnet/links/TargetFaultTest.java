package dev.linnet.links;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TargetFaultTest {
  @ParameterizedTest
  @EnumSource(TargetFault.class)
  void every_fault_has_a_code_for_programs_and_a_sentence_for_people(TargetFault fault) {
    assertThat(fault.code()).matches("target(_[a-z]+)+");
    assertThat(fault.message()).matches("[A-Z].*\\.");
  }

  @Test
  void codes_and_messages_are_these() {
    assertThat(TargetFault.TARGET_IP_NOT_PUBLIC.code()).isEqualTo("target_ip_not_public");
    assertThat(TargetFault.TARGET_TOO_LONG.message())
        .contains(String.valueOf(TargetUrl.MAX_LENGTH));
  }
}
