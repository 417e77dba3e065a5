package dev.linnet.localruntime.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  private final TrustedProxies proxies =
      TrustedProxies.parse("127.0.0.1, 10.0.0.0/8,::1, fd00::/7");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9 | 198.51.100.1           | 203.0.113.9  | 198.51.100.1",
        "127.0.0.1   | 198.51.100.1           | 198.51.100.1 | ''",
        "127.0.0.1   | 6.6.6.6, 198.51.100.1  | 198.51.100.1 | 6.6.6.6",
        "10.9.8.7    | 6.6.6.6,198.51.100.1,10.1.1.1, 127.0.0.1 | 198.51.100.1 | 6.6.6.6",
        "::1         | 2001:db8::7            | 2001:db8::7  | ''",
        "fc01::2     | 2001:db8::7            | 2001:db8::7  | ''",
        "11.0.0.1    | 198.51.100.1           | 11.0.0.1     | 198.51.100.1",
        "127.0.0.1   | ''                     | 127.0.0.1    | ''",
        "127.0.0.1   | evil.example           | 127.0.0.1    | evil.example",
        "127.0.0.1   | 10.0.0.1               | 10.0.0.1     | ''",
      })
  void the_client_is_the_last_one_that_no_trusted_proxy_is(
      String peer, String forwarded, String client, String left) {
    Map<String, List<String>> headers = new HashMap<>();
    headers.put("x-forwarded-for", List.of(forwarded));

    assertThat(proxies.client(peer, headers)).isEqualTo(client);
    assertThat(String.join("|", headers.getOrDefault("x-forwarded-for", List.of())))
        .isEqualTo(left);
  }

  @Test
  void nobody_is_trusted_unless_named() {
    Map<String, List<String>> headers = Map.of("x-forwarded-for", List.of("198.51.100.1"));

    assertThat(TrustedProxies.NONE.client("127.0.0.1", headers)).isEqualTo("127.0.0.1");
    assertThat(TrustedProxies.parse("")).isEqualTo(TrustedProxies.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/-1", "::/129"})
  void what_is_no_network_is_refused(String list) {
    assertThatThrownBy(() -> TrustedProxies.parse(list))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_request_keeps_the_name_that_a_trusted_proxy_gave_it() {
    assertThat(requestId("10.1.2.3", "Root=1-67891233-abcdef")).hasValue("Root=1-67891233-abcdef");
  }

  @Test
  void nobody_else_names_requests_and_no_name_is_long_or_strange() {
    assertThat(requestId("192.0.2.1", "mine")).isEmpty();
    assertThat(requestId("10.1.2.3", "two", "names")).isEmpty();
    assertThat(requestId("10.1.2.3", "x".repeat(129))).isEmpty();
    assertThat(requestId("10.1.2.3", "\r\nevil: yes")).isEmpty();
    assertThat(requestId("10.1.2.3")).isEmpty();
  }

  private Optional<String> requestId(String peer, String... ids) {
    return proxies.requestId(peer, Map.of("x-request-id", List.of(ids)));
  }
}
