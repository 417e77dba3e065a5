package dev.linnet.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The rooms of the house and the arrows between them: room to the rooms that it may use. */
final class Rooms {
  /** The only room with packages of its own below it. */
  static final String LOCAL_RUNTIME = "localruntime";

  static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("links", Set.of()),
          Map.entry("config", Set.of()),
          Map.entry("topology", Set.of()),
          Map.entry("samples", Set.of()),
          Map.entry("embedded", Set.of()),
          Map.entry("logs", Set.of("config")),
          Map.entry("otlp", Set.of()),
          Map.entry("telemetry", Set.of("links", "config", "gateway", "invoker", "resilience")),
          Map.entry(
              "testbed", Set.of("links", "config", "invoker", "embedded", "postgres", "mongo")),
          Map.entry("invoker", Set.of("config")),
          Map.entry("targets", Set.of("links")),
          Map.entry("gateway", Set.of("links")),
          Map.entry("resilience", Set.of("links", "config")),
          Map.entry("postgres", Set.of("links", "config")),
          Map.entry("mongo", Set.of("links", "config")),
          Map.entry("redis", Set.of("links", "config")),
          Map.entry("events", Set.of("links", "config")),
          Map.entry(
              "create", forFunctions("gateway", "targets", "postgres", "mongo", "redis", "events")),
          Map.entry("redirect", forFunctions("gateway", "mongo", "redis")),
          Map.entry("refill", forFunctions("postgres")),
          Map.entry("cleanup", forFunctions("mongo")),
          Map.entry("monitor", forFunctions("gateway", "postgres", "mongo", "redis")),
          Map.entry("pulumi", Set.of("topology")),
          Map.entry(LOCAL_RUNTIME, Set.of("topology", "config", "embedded")));

  private Rooms() {}

  private static Set<String> forFunctions(String... more) {
    var all =
        new HashSet<>(Set.of("links", "config", "topology", "invoker", "resilience", "telemetry"));
    all.addAll(Set.of(more));
    return Set.copyOf(all);
  }

  /** Every class of every room, without tests. */
  static JavaClasses classes() {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("dev.linnet");
  }

  static String packageOf(String room) {
    return "dev.linnet." + room + "..";
  }
}
