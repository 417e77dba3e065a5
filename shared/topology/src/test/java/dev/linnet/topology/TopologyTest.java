package dev.linnet.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopologyTest {
  private final Topology topology = Topology.linnet();

  @Test
  void every_route_schedule_and_rule_leads_to_a_function_and_every_function_is_led_to() {
    Set<String> used =
        Stream.of(
                topology.routes().stream().map(Route::function),
                topology.schedules().stream().map(Schedule::function),
                topology.rules().stream().map(EventRule::function))
            .flatMap(names -> names)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(topology.functions())
        .extracting(LambdaFunction::name)
        .containsExactlyInAnyOrderElementsOf(used);
  }

  @Test
  void no_two_routes_have_the_same_key() {
    assertThat(topology.routes()).extracting(Route::routeKey).doesNotHaveDuplicates();
  }

  @Test
  void the_first_segment_of_every_route_is_reserved() {
    assertThat(topology.reservedWords())
        .contains("api", "health", "monitoring", "docs", "openapi.json", "tasks", "flower")
        .doesNotContain("", "{proxy+}", "$default");
  }

  @Test
  void a_handler_is_named_after_its_function() {
    assertThat(topology.function("redirect").handler())
        .isEqualTo("dev.linnet.redirect.RedirectApplication");
  }

  @Test
  void a_rule_speaks_the_notation_of_EventBridge() {
    assertThat(topology.rules().getFirst().pattern())
        .isEqualTo("{\"source\":[\"linnet.create\"],\"detail-type\":[\"KeyPoolLow\"]}");
  }

  @Test
  void what_a_schedule_or_a_rule_leads_to_is_background_work() {
    assertThat(topology.isBackground("refill")).isTrue();
    assertThat(topology.isBackground("cleanup")).isTrue();
    assertThat(topology.isBackground("redirect")).isFalse();
  }

  @Test
  void a_function_that_nobody_declared_is_refused() {
    assertThatThrownBy(() -> topology.function("shorten"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shorten");
  }

  @Test
  void what_AWS_would_refuse_is_refused() {
    assertThatThrownBy(() -> new Route("GET", "health", "monitor"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RetryPolicy(-1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new LambdaFunction("long", "dev.Long", 128, Duration.ofMinutes(16), "too long"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
