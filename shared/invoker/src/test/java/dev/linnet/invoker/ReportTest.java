package dev.linnet.invoker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  @Test
  void a_report_is_told_in_its_order() {
    Report report = Report.of("b", 1).and("a", "text").and("c", true).and("b", 2);

    assertThat(report.values())
        .containsExactly(entry("b", 2L), entry("a", "text"), entry("c", true));
  }

  @Test
  void a_report_holds_texts_whole_numbers_and_flags() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Report(Map.of("a", 1.5)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Report(Map.of("a", Map.of())));
  }

  @Test
  void nobody_can_change_a_report() {
    Map<String, Object> values = new HashMap<>(Map.of("a", 1L));
    Report report = new Report(values);
    values.put("b", 2L);

    assertThat(report.values()).containsExactly(entry("a", 1L));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> report.values().clear());
  }

  private static Map.Entry<String, Object> entry(String name, Object value) {
    return Map.entry(name, value);
  }
}
