package dev.linnet.gateway;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the first route that fits; else answers 404, 405 with Allow, or 406. */
public final class Router implements Handler {
  private final List<Route> routes;

  private Router(List<Route> routes) {
    this.routes = routes;
  }

  /**
   * Serves these routes.
   *
   * @param routes tried in this order, so fixed paths come before {@code /{key}}
   */
  public static Router of(Route... routes) {
    return new Router(List.of(routes));
  }

  @Override
  public Response handle(Request request) {
    boolean pathKnown = false;
    for (Route route : routes) {
      if (route.matchesPath(request.path())) {
        if (route.matchesMethod(request.method())) {
          return answer(route, request);
        }
        pathKnown = true;
      }
    }
    Problem problem =
        pathKnown ? Problem.methodNotAllowed(allowed(request.path())) : Problem.notFound();
    return problem.answer(request);
  }

  /** The path of the route that answers, such as {@code /{key}}; empty where none fits. */
  public String template(Request request) {
    for (Route route : routes) {
      if (route.matchesPath(request.path())) {
        return route.path();
      }
    }
    return "";
  }

  private static Response answer(Route route, Request request) {
    String produces = route.produces();
    return produces == null || Accept.takes(request, produces)
        ? route.handler().handle(request)
        : Problem.notAcceptable(produces).answer(request);
  }

  private String allowed(String path) {
    Set<String> methods = new LinkedHashSet<>();
    for (Route route : routes) {
      if (route.matchesPath(path)) {
        methods.add(route.method());
        if (route.method().equals("GET")) {
          methods.add("HEAD");
        }
      }
    }
    return String.join(", ", methods);
  }
}
