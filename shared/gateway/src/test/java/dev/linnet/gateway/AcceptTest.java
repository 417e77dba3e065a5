package dev.linnet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | true
          text/html                                                      | true
          TEXT/HTML ; Q=0.5                                              | true
          text/*                                                         | true
          text/html;level=1;q=0.4, application/json;q=0.3                | true
          text/html, application/problem+json                            | false
          text/html, application/json                                    | false
          text/html;q=0.5, application/json;q=0.6                        | false
          text/html;q=0.6, application/json;q=0.5                        | true
          text/html;q=0.55, application/json;q=0.551                     | false
          text/html;q=0.551, application/json;q=0.55                     | true
          text/html;q=0                                                  | false
          text/html;q=0.000, */*                                         | false
          text/html;q=, */*;q=0                                          | false
          text/html;q=2, */*;q=0                                         | true
          text/html;q=high                                               | false
          text/html;q=0.1234                                             | false
          text/html;q=0x1                                                | false
          text/html;q=12                                                 | false
          text/html;q=1., */*;q=0.1                                      | true
          */*                                                            | false
          application/*                                                  | false
          image/png                                                      | false
          texts/*                                                        | false
          text/h                                                         | false
          ,,,                                                            | false
          application/json                                               | false
          """)
  void html_only_for_who_would_rather_have_it(String accept, boolean html) {
    assertThat(Accept.prefersHtml(Requests.accepting(accept))).isEqualTo(html);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/json         | true
          application/*            | true
          */*                      | true
          */*;q=0.001              | true
          text/html                | false
          application/json;q=0,*/* | false
          */*;q=0                  | false
          """)
  void a_type_may_be_excluded(String accept, boolean takes) {
    assertThat(Accept.takes(Requests.accepting(accept), "application/json")).isEqualTo(takes);
  }

  @Test
  void who_says_nothing_takes_anything_and_gets_json() {
    assertThat(Accept.takes(Requests.request("GET", "/"), "application/json")).isTrue();
    assertThat(Accept.takes(Requests.accepting(" "), "application/json")).isTrue();
    assertThat(Accept.prefersHtml(Requests.request("GET", "/"))).isFalse();
  }
}
