package dev.linnet.pulumi;

import static dev.linnet.pulumi.Variant.DEV;

import dev.linnet.topology.LambdaFunction;
import dev.linnet.topology.SettingGroup;
import dev.linnet.topology.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** How functions run. */
final class FunctionPolicies {
  static final List<Policy> ALL =
      List.of(
          each(
              "a function is a zip of Java 25 on arm64, published as a version",
              (g, f) ->
                  f.text("runtime").equals("java25")
                      && f.list("architectures").equals(List.of("arm64"))
                      && f.text("publish").equals("true"),
              f -> f.with("runtime", "java21")),
          each(
              "what answers HTTP starts from a snapshot",
              (g, f) ->
                  !answersHttp(f.name()) || f.text("snapStart.applyOn").equals("PublishedVersions"),
              f -> f.with("snapStart", null)),
          each(
              "nothing stands in the way of snapshots",
              (g, f) ->
                  f.at("fileSystemConfig") == null
                      && f.at("imageUri") == null
                      && f.at("ephemeralStorage") == null
                      && g.all("lambda/ProvisionedConcurrencyConfig").isEmpty(),
              f -> f.with("ephemeralStorage.size", 1024L)),
          each(
              "a function has an alias, of a version that was published",
              (g, f) ->
                  g.all("lambda/Alias").stream()
                      .anyMatch(
                          a ->
                              a.text("functionName").equals(f.text("name"))
                                  && a.text("functionVersion").matches("[0-9]+")),
              f -> f.with("name", "other")),
          Policy.of(
              "whoever calls a function calls its alias",
              graph ->
                  called(graph)
                      .filter(arn -> !arn.matches(".*Alias/[a-z]+/live|.*:invoke:[a-z]+:live")),
              DEV,
              g -> g.altered("scheduler/Schedule", s -> s.with("target.arn", "arn:…:$LATEST"))),
          each(
              "a function's zip is what the build made, and its handler is in it",
              (g, f) -> hasHandler(Path.of(f.text("code").replace("archive:", "")), f),
              f -> f.replacing("code", "create", "redirect")),
          each(
              "a function is told every setting that it reads, and no other",
              (g, f) -> f.variables().keySet().equals(expected(g, f.name())),
              f -> f.with("environment.variables.DB_HOST", null)),
          each(
              "memory and time limit are the topology's",
              (g, f) -> {
                LambdaFunction declared = Topology.linnet().function(f.name());
                return f.text("memorySize").equals("" + declared.memoryMegabytes())
                    && f.text("timeout").equals("" + declared.timeout().toSeconds());
              },
              f -> f.with("timeout", 900L)),
          each(
              "what holds connections to PostgreSQL is bounded, but for what only looks",
              (g, f) ->
                  !Topology.linnet().function(f.name()).reads(SettingGroup.POSTGRES)
                      || f.at("reservedConcurrentExecutions") != null,
              f -> f.with("reservedConcurrentExecutions", null)),
          each(
              "a function is traced, and logs JSON",
              (g, f) ->
                  f.text("tracingConfig.mode").equals("Active")
                      && f.text("loggingConfig.logFormat").equals("JSON"),
              f -> f.with("tracingConfig", null)));

  private FunctionPolicies() {}

  private static Policy each(
      String name, BiPredicate<Graph, Declared> right, UnaryOperator<Declared> plant) {
    return Policy.of(
        name,
        graph ->
            graph.all("lambda/Function").stream()
                .filter(f -> !right.test(graph, f))
                .map(f -> f.label() + " " + f.inputs()),
        DEV,
        graph -> graph.altered("lambda/Function", plant));
  }

  static boolean answersHttp(String function) {
    return Topology.linnet().routes().stream().anyMatch(r -> r.function().equals(function));
  }

  private static Set<String> expected(Graph graph, String function) {
    Set<String> names = new TreeSet<>(Set.of(FunctionSettings.LATE));
    for (String name : Topology.linnet().function(function).variables()) {
      names.add(SettingGroup.isSecret(name) ? name + FunctionSettings.SECRET_SUFFIX : name);
    }
    names.removeAll(FunctionSettings.LEFT_ALONE);
    if (graph.settings().authority().isEmpty()) {
      names.remove(FunctionSettings.AUTHORITY);
    }
    return names;
  }

  /** The ARNs of functions that something calls. */
  private static Stream<String> called(Graph graph) {
    return Stream.of(
            graph.all("apigatewayv2/Integration").stream().map(i -> i.text("integrationUri")),
            graph.all("scheduler/Schedule").stream().map(s -> s.text("target.arn")),
            graph.all("cloudwatch/EventTarget").stream().map(t -> t.text("arn")),
            graph.all("lb/TargetGroupAttachment").stream()
                .map(t -> t.text("targetId"))
                .filter(id -> id.startsWith("arn:")))
        .flatMap(arns -> arns);
  }

  private static boolean hasHandler(Path zip, Declared function) {
    if (!Files.exists(zip)) {
      return false;
    }
    try (ZipFile content = new ZipFile(zip.toFile())) {
      return content.getEntry(function.text("handler").replace('.', '/') + ".class") != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
