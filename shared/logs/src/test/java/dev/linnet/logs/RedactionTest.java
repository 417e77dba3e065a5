package dev.linnet.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "to https://www.example.com/a?token=MARK now | to https://www.example.com/a?*** now",
        "to https://www.example.com/a#MARK           | to https://www.example.com/a?***",
        "mongodb://linnet:MARK@db:27017/linnet        | mongodb://***@db:27017/linnet",
        "mongodb://u:MARK@a,b/x?authSource=MARK       | mongodb://***@a,b/x?***",
        "KEY_SECRET=MARK is short                     | KEY_SECRET=*** is short",
        "{\"password\": \"MARK with blanks\", \"a\": 1} | {\"password\": ***, \"a\": 1}",
        "Authorization: Bearer MARK                   | Authorization: ***",
        "client 203.0.113.77 went                     | client 203.0.113.0 went",
      })
  void what_must_not_leave_the_process_is_hidden(String said, String written) {
    assertThat(Redaction.of(said)).isEqualTo(written).doesNotContain("MARK");
  }

  @Test
  void what_an_operator_needs_stays() {
    String said = "Redis 10.0.3.17:6379 answered 503 to linnet-redirect 1.2.3 in 17.5 ms";

    assertThat(Redaction.of(said)).isEqualTo(said);
  }
}
