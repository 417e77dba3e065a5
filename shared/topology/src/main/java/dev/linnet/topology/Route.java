package dev.linnet.topology;

import java.util.Optional;

/**
 * A route as API Gateway writes it.
 *
 * @param method a method, or {@code ANY}
 * @param path {@code /health}, {@code /monitoring/{proxy+}}, or {@code $default} for all that no
 *     other route takes
 * @param function the name of a {@link LambdaFunction}
 */
public record Route(String method, String path, String function) {
  public static final String ANY = "ANY";
  public static final String DEFAULT = "$default";

  public Route {
    if (!path.startsWith("/") && !path.equals(DEFAULT)) {
      throw new IllegalArgumentException("A path starts with / or is $default: " + path);
    }
  }

  public boolean isDefault() {
    return path.equals(DEFAULT);
  }

  /** API Gateway's name of it: {@code POST /api/v1/create}, {@code $default}. */
  public String routeKey() {
    return isDefault() ? DEFAULT : method + " " + path;
  }

  /** The first segment of the path, where it is fixed. */
  Optional<String> firstSegment() {
    if (isDefault()) {
      return Optional.empty();
    }
    String segment = path.substring(1).split("/", 2)[0];
    return segment.isEmpty() || segment.startsWith("{") ? Optional.empty() : Optional.of(segment);
  }
}
