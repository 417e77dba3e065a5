package dev.linnet.gateway;

import org.jspecify.annotations.Nullable;

/**
 * One method on one path.
 *
 * @param path as it stands, or with a last segment in braces that matches any one segment: {@code
 *     /{key}}; the handler finds it in {@link Request#lastSegment}
 * @param produces the media type of its answers, so that a client whose Accept excludes it gets
 *     406; null: not looked at
 */
public record Route(String method, String path, @Nullable String produces, Handler handler) {
  public Route {
    if (!path.startsWith("/") || (path.indexOf('{') >= 0 && !hasOpenEnd(path))) {
      throw new IllegalArgumentException("A route's path is /fixed or /fixed/{last}: " + path);
    }
  }

  /** Answers HEAD too. */
  public static Route get(String path, Handler handler) {
    return new Route("GET", path, null, handler);
  }

  public static Route post(String path, Handler handler) {
    return new Route("POST", path, null, handler);
  }

  public Route producing(String mediaType) {
    return new Route(method, path, mediaType, handler);
  }

  boolean matchesPath(String asked) {
    if (!hasOpenEnd(path)) {
      return asked.equals(path);
    }
    int fixed = path.lastIndexOf('/') + 1;
    return asked.length() > fixed
        && asked.startsWith(path.substring(0, fixed))
        && asked.indexOf('/', fixed) < 0;
  }

  boolean matchesMethod(String asked) {
    return asked.equals(method) || (asked.equals("HEAD") && method.equals("GET"));
  }

  private static boolean hasOpenEnd(String path) {
    return path.indexOf('}') == path.length() - 1 && path.indexOf('{') == path.lastIndexOf('/') + 1;
  }
}
