package dev.linnet.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An HTTP reply. Content-Length is nobody's business here: the gateway in front counts the body,
 * and a HEAD's body is dropped on the way out, so its reply has none or 0 (RFC 9110, 8.6 allows
 * both).
 *
 * @param cookies each as a Set-Cookie header has it
 */
public record Response(int status, Headers headers, List<String> cookies, Body body) {
  public static final String JSON = "application/json";

  public Response {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("A reply's status is 200 to 599.");
    }
    headers.forEach(Response::check);
    cookies = List.copyOf(cookies);
    cookies.forEach(cookie -> check("Set-Cookie", cookie));
  }

  public static Response of(int status) {
    return new Response(status, Headers.NONE, List.of(), Body.empty());
  }

  public static Response noContent() {
    return of(204);
  }

  public static Response json(int status, Consumer<JsonWriter> members) {
    return text(status, JSON, JsonWriter.object(members));
  }

  public static Response html(int status, String page) {
    return text(status, "text/html; charset=utf-8", page);
  }

  /**
   * Sends the client elsewhere.
   *
   * @param location in printable ASCII, as a header carries it
   */
  public static Response redirect(int status, String location) {
    return new Response(status, Headers.of("Location", location), List.of(), Body.empty());
  }

  public static Response text(int status, String contentType, String text) {
    return new Response(status, Headers.of("Content-Type", contentType), List.of(), Body.of(text));
  }

  /** Travels as base64. */
  public static Response bytes(int status, String contentType, byte[] bytes) {
    return new Response(status, Headers.of("Content-Type", contentType), List.of(), Body.of(bytes));
  }

  /** This reply with one more header line. */
  public Response with(String name, String value) {
    return new Response(status, headers.with(name, value), cookies, body);
  }

  public Response withCookie(String cookie) {
    List<String> more = new ArrayList<>(cookies);
    more.add(cookie);
    return new Response(status, headers, more, body);
  }

  /** A line break would let a value smuggle in headers of its own. */
  private static void check(String name, String value) {
    if (name.isEmpty() || !isPlain(name, '!') || !isPlain(value, ' ')) {
      throw new IllegalArgumentException("The header " + name + " is not printable ASCII.");
    }
  }

  private static boolean isPlain(String text, char lowest) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < lowest || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }
}
