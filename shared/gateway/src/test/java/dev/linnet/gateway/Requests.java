package dev.linnet.gateway;

import java.util.List;

/** Requests for tests that need no event. */
final class Requests {
  private Requests() {}

  static Request request(String method, String path, String... headers) {
    return of(method, path, Body.empty(), headers);
  }

  static Request accepting(String accept) {
    return request("GET", "/", "Accept", accept);
  }

  static Request json(String body) {
    return of("POST", "/", Body.of(body), "Content-Type", "application/json");
  }

  static Request of(String method, String path, Body body, String... headers) {
    return new Request(
        Origin.API_GATEWAY_V2,
        method,
        path,
        Query.NONE,
        Headers.of(headers),
        List.of(),
        body,
        "r-1",
        "203.0.113.17");
  }
}
