package dev.linnet.gateway;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The path that the route's template speaks of. An event's path may begin with more than that: the
 * stage (payload 2.0, and 1.0 of an HTTP API, unless it is {@code $default}), or the base path of a
 * custom domain (REST API).
 */
final class EventPath {
  private EventPath() {}

  static String of(Envelope envelope, Origin origin) {
    return switch (origin) {
      case API_GATEWAY_V2 -> v2(envelope);
      case API_GATEWAY_V1 -> v1(envelope);
      case ALB, ALB_MULTI -> slashed(Percent.normalise(orRoot(envelope.path)));
    };
  }

  private static String v2(Envelope envelope) {
    String path = slashed(Percent.normalise(orRoot(envelope.rawPath)));
    String route = envelope.routeKey == null ? "" : envelope.routeKey;
    String template = route.substring(route.indexOf(' ') + 1);
    int segments = segmentsOf(template, envelope.pathParameters);
    return segments < 0 ? withoutStage(path, envelope.stage) : last(path, segments);
  }

  private static String v1(Envelope envelope) {
    String raw = orRoot(envelope.path);
    String path = slashed(Percent.normalise(raw));
    int segments = segmentsOf(orRoot(envelope.resource), envelope.pathParameters);
    if (segments >= 0) {
      return last(path, segments);
    }
    // Where both are the same, nothing was taken off; a REST API takes the stage off itself.
    return raw.equals(envelope.contextPath) ? withoutStage(path, envelope.stage) : path;
  }

  /**
   * How many segments the template stands for, a greedy {@code {proxy+}} for as many as its value
   * has; -1 where that cannot be told.
   */
  private static int segmentsOf(String template, Map<String, String> parameters) {
    if (!template.startsWith("/")) {
      return -1;
    }
    int greedy = template.indexOf("+}");
    if (greedy < 0) {
      return segments(template);
    }
    String value = parameters.get(template.substring(template.lastIndexOf('{') + 1, greedy));
    return value == null ? -1 : segments(template) - 1 + segments(value);
  }

  private static int segments(String path) {
    int count = 0;
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) != '/' && (i == 0 || path.charAt(i - 1) == '/')) {
        count++;
      }
    }
    return count;
  }

  /** The last so many segments, with the slashes that stand between and after them. */
  private static String last(String path, int segments) {
    int surplus = segments(path) - segments;
    int from = 0;
    for (int i = 0; i < surplus; i++) {
      from = segmentEnd(path, from);
    }
    return slashed(path.substring(from));
  }

  /** Where the segment after this place ends. */
  private static int segmentEnd(String path, int from) {
    int start = from;
    while (start < path.length() && path.charAt(start) == '/') {
      start++;
    }
    int slash = path.indexOf('/', start);
    return slash < 0 ? path.length() : slash;
  }

  private static String withoutStage(String path, @Nullable String stage) {
    if (stage == null || stage.isEmpty() || !path.startsWith(stage, 1)) {
      return path;
    }
    String rest = path.substring(1 + stage.length());
    return rest.isEmpty() || rest.startsWith("/") ? slashed(rest) : path;
  }

  private static String orRoot(@Nullable String path) {
    return path == null ? "/" : path;
  }

  private static String slashed(String path) {
    return path.startsWith("/") ? path : "/" + path;
  }
}
