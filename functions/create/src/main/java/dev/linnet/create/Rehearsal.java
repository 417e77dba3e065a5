package dev.linnet.create;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the function does before its snapshot is taken: requests whose targets are refused, so that
 * all the rules are loaded and compiled, and no backend is asked.
 */
final class Rehearsal {
  static final int ROUNDS = 250;

  private Rehearsal() {}

  /** The expiry lies in the past, so that even the good ones are refused. */
  static List<byte[]> events() {
    return Stream.of(
            "https://www.example.com/path?query=1",
            "https://b\u00fccher.de/",
            "https://\u0440\u0430\u0443\u0440\u0430l.com/",
            "http://127.0.0.1/")
        .map(target -> event(target).getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private static String event(String target) {
    return """
    {"version":"2.0","routeKey":"ANY /api/v1/create","rawPath":"/api/v1/create",
     "rawQueryString":"","headers":{"accept":"*/*","content-type":"application/json",
       "host":"localhost","user-agent":"rehearsal"},
     "requestContext":{"http":{"method":"POST","path":"/api/v1/create","protocol":"HTTP/1.1",
       "sourceIp":"127.0.0.1","userAgent":"rehearsal"},
       "requestId":"rehearsal","routeKey":"ANY /api/v1/create","stage":"$default"},
     "body":"{\\"long_url\\":\\"%s\\",\\"expires_at\\":\\"2000-01-01T00:00:00Z\\"}",
     "isBase64Encoded":false}
    """
        .formatted(target);
  }
}
