package dev.linnet.localruntime.front;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What goes back over HTTP.
 *
 * @param headers as the function wrote them; Content-Length is not among them
 * @param cookies one Set-Cookie header each
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HttpReply(
    int status, List<Map.Entry<String, String>> headers, List<String> cookies, byte[] body) {
  private static final String JSON = "application/json";

  /** API Gateway's own replies, where no function's reply can be passed on. */
  static HttpReply message(int status, String message) {
    byte[] body = ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
    return new HttpReply(status, List.of(Map.entry("Content-Type", JSON)), List.of(), body);
  }

  static HttpReply internalServerError() {
    return message(500, "Internal Server Error");
  }

  static HttpReply serviceUnavailable() {
    return message(503, "Service Unavailable");
  }
}
