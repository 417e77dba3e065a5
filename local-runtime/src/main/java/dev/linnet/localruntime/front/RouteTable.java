package dev.linnet.localruntime.front;

import dev.linnet.topology.Route;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the route of a request as API Gateway does for an HTTP API: a full match goes before a
 * greedy one, the longer greedy one before the shorter, {@code $default} takes the rest.
 */
final class RouteTable {
  private static final Pattern GREEDY = Pattern.compile("\\{(\\w+)\\+}$");

  private final List<Entry> entries;

  RouteTable(List<Route> routes) {
    this.entries =
        routes.stream()
            .map(RouteTable::entry)
            .sorted(Comparator.comparingInt(Entry::rank).reversed())
            .toList();
  }

  /**
   * A route and what its greedy parameter took.
   *
   * @param parameters empty, or the one path parameter
   */
  record Match(Route route, Map<String, String> parameters) {}

  /** Nothing where no route fits and there is no default. */
  Optional<Match> find(String method, String path) {
    for (Entry entry : entries) {
      if (!entry.takes(method)) {
        continue;
      }
      Optional<Match> match = entry.match(path);
      if (match.isPresent()) {
        return match;
      }
    }
    return Optional.empty();
  }

  private static Entry entry(Route route) {
    Matcher greedy = GREEDY.matcher(route.path());
    if (route.isDefault()) {
      return new Entry(route, "", "", 0);
    }
    if (!greedy.find()) {
      return new Entry(route, route.path(), "", Integer.MAX_VALUE);
    }
    String prefix = route.path().substring(0, greedy.start());
    return new Entry(route, prefix, greedy.group(1), prefix.length());
  }

  /**
   * One route, made ready.
   *
   * @param fixed the whole path, or the part before the greedy parameter
   * @param parameter the greedy parameter's name; empty where there is none
   * @param rank a higher one is tried first
   */
  private record Entry(Route route, String fixed, String parameter, int rank) {
    boolean takes(String method) {
      return route.method().equals(Route.ANY) || route.method().equals(method);
    }

    Optional<Match> match(String path) {
      if (route.isDefault()) {
        return Optional.of(new Match(route, Map.of()));
      }
      if (parameter.isEmpty()) {
        return path.equals(fixed) ? Optional.of(new Match(route, Map.of())) : Optional.empty();
      }
      return path.length() > fixed.length() && path.startsWith(fixed)
          ? Optional.of(new Match(route, Map.of(parameter, path.substring(fixed.length()))))
          : Optional.empty();
    }
  }
}
