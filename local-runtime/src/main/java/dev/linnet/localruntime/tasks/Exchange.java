package dev.linnet.localruntime.tasks;

import dev.linnet.localruntime.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A request and its reply, with the headers that all of ours carry. */
record Exchange(Request request, Response response, Callback callback) {
  private static final int MAX_BODY = 8 * 1024;

  /** With no-referrer, browsers would send forms with the origin null, and ours were refused. */
  private static final String REFERRER = "same-origin";

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  String method() {
    return request.getMethod();
  }

  String path() {
    return Objects.requireNonNullElse(request.getHttpURI().getPath(), "/");
  }

  String header(String name) {
    return Objects.requireNonNullElse(request.getHeaders().get(name), "");
  }

  String cookie(String name) {
    for (HttpCookie cookie : Request.getCookies(request)) {
      if (cookie.getName().equals(name)) {
        return cookie.getValue();
      }
    }
    return "";
  }

  /** A parameter of the query. */
  String parameter(String name) {
    return value(Objects.requireNonNullElse(request.getHttpURI().getQuery(), ""), name);
  }

  /** A field of a form that was sent. */
  String field(String name) throws IOException {
    try (InputStream in = Content.Source.asInputStream(request)) {
      return value(new String(in.readNBytes(MAX_BODY), StandardCharsets.UTF_8), name);
    }
  }

  private static String value(String form, String name) {
    for (String part : form.split("&", -1)) {
      if (part.startsWith(name + "=")) {
        try {
          return URLDecoder.decode(part.substring(name.length() + 1), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
          return "";
        }
      }
    }
    return "";
  }

  void page(int status, Page page) {
    answer(status, page.type(), page.bytes());
  }

  void json(int status, byte[] body) {
    answer(status, "application/json", body);
  }

  /** An error as RFC 9457 has it. */
  void problem(int status, String code, String title) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "about:blank");
    problem.put("title", title);
    problem.put("status", status);
    problem.put("code", code);
    answer(status, "application/problem+json", Json.bytes(problem));
  }

  void redirect(String to) {
    response.getHeaders().put(HttpHeader.LOCATION, to);
    answer(303, "text/plain", new byte[0]);
  }

  void answer(int status, String type, byte[] body) {
    response.setStatus(status);
    response
        .getHeaders()
        .put(HttpHeader.CONTENT_TYPE, type)
        .put(HttpHeader.CACHE_CONTROL, "no-store")
        .put("Content-Security-Policy", POLICY)
        .put("X-Content-Type-Options", "nosniff")
        .put("Referrer-Policy", REFERRER)
        .put("X-Request-Id", UUID.randomUUID().toString());
    boolean head = method().equals("HEAD");
    response.write(true, ByteBuffer.wrap(head ? new byte[0] : body), callback);
  }
}
