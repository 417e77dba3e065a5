package dev.linnet.localruntime.front;

import dev.linnet.topology.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the route of a request as API Gateway does for an HTTP API: a full match goes before a
 * greedy one, {@code $default} takes the rest. Of two matches the one with more fixed text in its
 * path goes first, then the one that names the method.
 */
final class RouteTable {
  private static final Pattern VARIABLE = Pattern.compile("\\{([\\w.:-]+)(\\+?)}");

  private static final Pattern PATH =
      Pattern.compile("/|(/([^/{}]+|\\{[\\w.:-]+}))*(/\\{[\\w.:-]+\\+})?/?");

  private final List<Entry> entries;

  RouteTable(List<Route> routes) {
    this.entries =
        routes.stream()
            .map(RouteTable::entry)
            .sorted(
                Comparator.comparing(Entry::kind)
                    .thenComparing(Entry::fixed, Comparator.reverseOrder())
                    .thenComparing(entry -> entry.route().method().equals(Route.ANY)))
            .toList();
  }

  /**
   * A route and what its variables took.
   *
   * @param parameters decoded
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
    if (route.isDefault()) {
      return new Entry(route, Kind.DEFAULT, 0, VARIABLE, List.of());
    }
    if (!PATH.matcher(route.path()).matches()) {
      throw new IllegalArgumentException("API Gateway has no route such as " + route.routeKey());
    }
    Kind kind = Kind.FIXED;
    int fixed = 0;
    StringBuilder pattern = new StringBuilder();
    List<String> names = new ArrayList<>();
    for (String segment : route.path().substring(1).split("/", -1)) {
      Matcher variable = VARIABLE.matcher(segment);
      if (variable.matches()) {
        kind = variable.group(2).isEmpty() ? Kind.VARIABLE : Kind.GREEDY;
        pattern.append(kind == Kind.GREEDY ? "/(.+)" : "/([^/]+)");
        names.add(variable.group(1));
      } else {
        fixed += 1 + segment.length();
        pattern.append('/').append(Pattern.quote(segment));
      }
    }
    return new Entry(
        route, kind, fixed, Pattern.compile(pattern.toString(), Pattern.DOTALL), names);
  }

  /** The first is tried first. */
  private enum Kind {
    FIXED,
    VARIABLE,
    GREEDY,
    DEFAULT
  }

  /**
   * One route, made ready.
   *
   * @param fixed how much of the path is fixed, in characters
   * @param pattern with one group for each variable
   */
  private record Entry(Route route, Kind kind, int fixed, Pattern pattern, List<String> names) {
    boolean takes(String method) {
      return route.method().equals(Route.ANY) || route.method().equals(method);
    }

    Optional<Match> match(String path) {
      return switch (kind) {
        case DEFAULT -> Optional.of(new Match(route, Map.of()));
        case FIXED ->
            path.equals(route.path()) ? Optional.of(new Match(route, Map.of())) : Optional.empty();
        case VARIABLE, GREEDY -> matchVariables(pattern.matcher(path));
      };
    }

    private Optional<Match> matchVariables(Matcher matcher) {
      if (!matcher.matches()) {
        return Optional.empty();
      }
      Map<String, String> parameters = new HashMap<>();
      for (int i = 0; i < names.size(); i++) {
        parameters.put(names.get(i), Percent.decodedPath(matcher.group(i + 1)));
      }
      return Optional.of(new Match(route, parameters));
    }
  }
}
