package dev.linnet.topology;

import static dev.linnet.topology.SettingGroup.EDGE_CACHE;
import static dev.linnet.topology.SettingGroup.EVENTS;
import static dev.linnet.topology.SettingGroup.EXPIRY;
import static dev.linnet.topology.SettingGroup.KEYS;
import static dev.linnet.topology.SettingGroup.LINKS;
import static dev.linnet.topology.SettingGroup.MIGRATION;
import static dev.linnet.topology.SettingGroup.MONGO;
import static dev.linnet.topology.SettingGroup.NEAR_CACHE;
import static dev.linnet.topology.SettingGroup.PGBOUNCER;
import static dev.linnet.topology.SettingGroup.POSTGRES;
import static dev.linnet.topology.SettingGroup.REDIS;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What Linnet consists of, wherever it runs. */
public record Topology(
    List<LambdaFunction> functions,
    List<Route> routes,
    List<Schedule> schedules,
    List<EventRule> rules) {
  /** Who sends our events, and what it says when the key pool runs low. */
  public static final String EVENT_SOURCE = "linnet.create";

  public static final String KEY_POOL_LOW = "KeyPoolLow";

  private static final String CREATE = "create";
  private static final String REDIRECT = "redirect";
  private static final String REFILL = "refill";
  private static final String CLEANUP = "cleanup";
  private static final String MONITOR = "monitor";

  /** Nginx serves these, or an operator's tools do, in front of the functions. */
  private static final Set<String> RESERVED_BY_OTHERS = Set.of("tasks", "flower", "metrics");

  public Topology {
    functions = List.copyOf(functions);
    routes = List.copyOf(routes);
    schedules = List.copyOf(schedules);
    rules = List.copyOf(rules);
  }

  public static Topology linnet() {
    return new Topology(
        List.of(
            function(
                CREATE, 1024, 10, "Makes short links", LINKS, KEYS, POSTGRES, MONGO, REDIS, EVENTS),
            function(
                REDIRECT,
                1024,
                10,
                "Follows short links",
                LINKS,
                MONGO,
                REDIS,
                NEAR_CACHE,
                EDGE_CACHE),
            function(
                REFILL,
                512,
                60,
                "Keeps the pool of ready keys above its low mark",
                KEYS,
                POSTGRES,
                MIGRATION),
            function(CLEANUP, 512, 300, "Removes what expired long ago", MONGO, EXPIRY),
            function(
                MONITOR,
                512,
                15,
                "Health, figures and documentation",
                LINKS,
                KEYS,
                PGBOUNCER,
                POSTGRES,
                MONGO,
                REDIS)),
        List.of(
            new Route(Route.ANY, "/api/v1/create", CREATE),
            new Route(Route.ANY, "/health", MONITOR),
            new Route(Route.ANY, "/monitoring/{proxy+}", MONITOR),
            new Route(Route.ANY, "/docs", MONITOR),
            new Route(Route.ANY, "/docs/{proxy+}", MONITOR),
            new Route(Route.ANY, "/openapi.json", MONITOR),
            new Route(Route.ANY, "/", MONITOR),
            new Route(Route.ANY, Route.DEFAULT, REDIRECT)),
        List.of(
            new Schedule("refill-keys", REFILL, "KEY_POPULATION_SCHEDULE", Duration.ofMinutes(30)),
            new Schedule(
                "clean-up-links", CLEANUP, "CLEANUP_EXPIRED_SCHEDULE", Duration.ofDays(1))),
        List.of(new EventRule("refill-on-low-pool", EVENT_SOURCE, KEY_POOL_LOW, REFILL)));
  }

  /** Words that no short key may be, because a path of ours begins with them. */
  public Set<String> reservedWords() {
    Set<String> words = new TreeSet<>(RESERVED_BY_OTHERS);
    routes.forEach(route -> route.firstSegment().ifPresent(words::add));
    return words;
  }

  /** Whether a schedule or a rule leads to the function. */
  public boolean isBackground(String function) {
    return schedules.stream().anyMatch(schedule -> schedule.function().equals(function))
        || rules.stream().anyMatch(rule -> rule.function().equals(function));
  }

  public LambdaFunction function(String name) {
    return functions.stream()
        .filter(function -> function.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no function " + name));
  }

  private static LambdaFunction function(
      String name, int memory, int seconds, String description, SettingGroup... settings) {
    Set<SettingGroup> all = new HashSet<>(SettingGroup.OF_ALL);
    all.addAll(List.of(settings));
    String type = Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Application";
    return new LambdaFunction(
        name,
        "dev.linnet." + name + "." + type,
        memory,
        Duration.ofSeconds(seconds),
        description,
        all);
  }
}
