package dev.linnet.localruntime.front;

import dev.linnet.localruntime.runtime.LocalFunction;
import dev.linnet.topology.Route;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What AWS has between HTTP and functions. */
public enum FrontKind {
  /** API Gateway's HTTP API, payload format 2.0. */
  V2("v2"),
  /** API Gateway's REST API, payload format 1.0. */
  V1("v1"),
  /** An Application Load Balancer. */
  ALB("alb"),
  /** The same with multi-value headers. */
  ALB_MULTI("alb-multi");

  private final String name;

  FrontKind(String name) {
    this.name = name;
  }

  /** The kind of this name. */
  public static Optional<FrontKind> named(String name) {
    return Stream.of(values()).filter(kind -> kind.name.equals(name)).findFirst();
  }

  public static List<String> names() {
    return Stream.of(values()).map(FrontKind::toString).toList();
  }

  /**
   * A front of this kind.
   *
   * @param functions by name; a route whose function is missing answers 503
   */
  public Gateway before(
      List<Route> routes, Map<String, LocalFunction> functions, InstantSource clock) {
    return switch (this) {
      case V2 -> new ApiGateway(routes, functions, clock);
      case V1 -> new RestApi(routes, functions, clock);
      case ALB -> new LoadBalancer(routes, functions, false);
      case ALB_MULTI -> new LoadBalancer(routes, functions, true);
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
