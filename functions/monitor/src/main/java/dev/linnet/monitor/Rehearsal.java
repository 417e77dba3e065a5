package dev.linnet.monitor;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the function does before its snapshot is taken: it hands out its pages, which are in memory
 * from then on. No backend is asked.
 */
final class Rehearsal {
  static final int ROUNDS = 50;

  private Rehearsal() {}

  static List<byte[]> events() {
    return Stream.of("/", "/docs", "/docs/page.css", "/openapi.json", "/monitoring/pool/status")
        .map(path -> event(path).getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private static String event(String path) {
    return """
    {"version":"2.0","routeKey":"$default","rawPath":"%s","rawQueryString":"",
     "headers":{"accept":"text/html,*/*;q=0.8","accept-encoding":"gzip","host":"localhost"},
     "requestContext":{"http":{"method":"GET","path":"%s","protocol":"HTTP/1.1",
       "sourceIp":"127.0.0.1","userAgent":"rehearsal"},
       "requestId":"rehearsal","routeKey":"$default","stage":"$default"},
     "isBase64Encoded":false}
    """
        .formatted(path, path);
  }
}
