package dev.linnet.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.config.BadSetting;
import dev.linnet.config.Env;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsConfigTest {
  @Test
  void by_default_events_go_to_the_default_bus_of_the_environment() {
    assertThat(EventsConfig.from(Env.of(Map.of()))).isEqualTo(new EventsConfig("default", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8081", "https://events.example/bus"})
  void a_bus_and_an_endpoint_are_set(String endpoint) {
    Env env = Env.of(Map.of("EVENT_BUS", "orders", "EVENTS_ENDPOINT", endpoint));
    assertThat(EventsConfig.from(env)).isEqualTo(new EventsConfig("orders", URI.create(endpoint)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none:/", "localhost:8081", "ftp://a.example", "http:///x"})
  void an_endpoint_that_is_none_is_refused(String endpoint) {
    assertThatThrownBy(() -> EventsConfig.from(Env.of(Map.of("EVENTS_ENDPOINT", endpoint))))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("EVENTS_ENDPOINT");
  }
}
