package dev.linnet.pulumi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.topology.EventRule;
import dev.linnet.topology.LambdaFunction;
import dev.linnet.topology.Route;
import dev.linnet.topology.Schedule;
import dev.linnet.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every function, route, schedule and rule of the topology is declared, and nothing else. */
@Timeout(120)
class TopologyIsDeclaredTest {
  private static final Topology TOPOLOGY = Topology.linnet();

  @ParameterizedTest
  @EnumSource(value = Variant.class, names = "HOSTS", mode = EnumSource.Mode.EXCLUDE)
  void functions(Variant variant) {
    Map<String, String> declared = by(variant.graph(), "lambda/Function", f -> f.text("handler"));

    assertThat(declared)
        .isEqualTo(
            TOPOLOGY.functions().stream()
                .collect(Collectors.toMap(LambdaFunction::name, LambdaFunction::handler)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Variant.class,
      names = {"DEV", "PROD", "MANAGED", "CDN"})
  void routes_of_an_http_api(Variant variant) {
    Graph graph = variant.graph();
    Map<String, String> integrations =
        by(graph, "apigatewayv2/Integration", Declared::name).keySet().stream()
            .collect(Collectors.toMap(name -> "integrations/" + name + "-Integration", n -> n));

    Map<String, String> declared =
        by(graph, "apigatewayv2/Route", r -> integrations.get(r.text("target")));

    assertThat(declared)
        .isEqualTo(
            TOPOLOGY.routes().stream().collect(Collectors.toMap(Route::routeKey, Route::function)));
  }

  @Test
  void routes_of_a_load_balancer() {
    Graph graph = Variant.PROD_ALB.graph();
    Map<String, String> special =
        graph.all("lb/ListenerRule").stream()
            .collect(
                Collectors.toMap(
                    r -> r.text("conditions").replaceAll(".*values=\\[([^]]*)].*", "$1"),
                    r -> targetOf(r.text("actions"))));

    assertThat(special)
        .isEqualTo(
            TOPOLOGY.routes().stream()
                .filter(r -> !r.isDefault())
                .collect(
                    Collectors.toMap(r -> r.path().replace("{proxy+}", "*"), Route::function)));
    assertThat(targetOf(graph.only("lb/Listener", "https").text("defaultActions")))
        .isEqualTo("redirect");
  }

  @ParameterizedTest
  @EnumSource(value = Variant.class, names = "HOSTS", mode = EnumSource.Mode.EXCLUDE)
  void schedules_and_rules(Variant variant) {
    Graph graph = variant.graph();

    assertThat(by(graph, "scheduler/Schedule", s -> functionOf(s.text("target.arn"))))
        .isEqualTo(
            TOPOLOGY.schedules().stream()
                .collect(Collectors.toMap(Schedule::name, Schedule::function)));
    assertThat(by(graph, "cloudwatch/EventTarget", t -> functionOf(t.text("arn"))))
        .isEqualTo(
            TOPOLOGY.rules().stream()
                .collect(Collectors.toMap(EventRule::name, EventRule::function)));
    assertThat(by(graph, "cloudwatch/EventRule", r -> r.text("eventPattern")))
        .isEqualTo(
            TOPOLOGY.rules().stream()
                .collect(Collectors.toMap(EventRule::name, EventRule::pattern)));
  }

  @Test
  void hosts_run_everything_themselves() {
    Graph graph = Variant.HOSTS.graph();

    assertThat(List.of("lambda/Function", "scheduler/Schedule", "cloudwatch/EventBus", "sqs/Queue"))
        .allSatisfy(kind -> assertThat(graph.all(kind)).as(kind).isEmpty());
    assertThat(graph.all("lb/TargetGroupAttachment")).hasSize(Size.MEDIUM.appHosts);
  }

  private static Map<String, String> by(
      Graph graph, String kind, Function<Declared, String> value) {
    return graph.all(kind).stream().collect(Collectors.toMap(Declared::name, value));
  }

  private static String targetOf(String actions) {
    return actions.replaceAll("(?s).*TargetGroup/linnet-[a-z]+-([a-z]+).*", "$1");
  }

  private static String functionOf(String alias) {
    return alias.replaceAll(".*/", "").equals(FunctionPart.ALIAS) ? aliasOwner(alias) : alias;
  }

  private static String aliasOwner(String alias) {
    return alias.replaceAll(".*Alias/([a-z]+)/live", "$1");
  }
}
