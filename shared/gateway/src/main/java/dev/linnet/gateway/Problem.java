package dev.linnet.gateway;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An error as RFC 9457 has it. Its type is {@code /docs#problem-<code>}: a full path on the host
 * that answered, because every deployment carries its own documentation and its own name.
 *
 * @param code stable, snake_case
 * @param detail for people: what happened and what helps; never anything from inside
 * @param errors for 422, every bad field
 * @param members further members, such as {@code short_url}
 * @param headers further header lines, such as Retry-After
 */
public record Problem(
    int status,
    String code,
    String detail,
    List<FieldError> errors,
    Map<String, String> members,
    Headers headers) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = List.copyOf(errors);
    members = new LinkedHashMap<>(members);
  }

  public static Problem of(int status, String code, String detail) {
    return new Problem(status, code, detail, List.of(), Map.of(), Headers.NONE);
  }

  public static Problem notFound() {
    return of(404, "not_found", "There is nothing here.");
  }

  /** 422, naming every bad field at once. */
  public static Problem invalid(List<FieldError> errors) {
    return new Problem(
        422, "invalid", "Some fields are not valid.", errors, Map.of(), Headers.NONE);
  }

  public static Problem unavailable(String backend, Duration retryAfter) {
    return of(
            503,
            "unavailable",
            "The " + backend + " is not available now. Try again a little later.")
        .withHeader("Retry-After", Long.toString(Math.ceilDiv(retryAfter.toMillis(), 1000L)));
  }

  static Problem methodNotAllowed(String allow) {
    return of(405, "method_not_allowed", "This method is not allowed here. Allowed: " + allow + ".")
        .withHeader("Allow", allow);
  }

  static Problem notAcceptable(String mediaType) {
    return of(406, "not_acceptable", "The answer is " + mediaType + ", which Accept excludes.");
  }

  static Problem tooLarge(int maxBody) {
    return of(413, "body_too_large", "The body is larger than " + maxBody / 1024 + " KiB.");
  }

  static Problem internal() {
    return of(
        500, "internal", "Something went wrong on our side. The request id helps to find it.");
  }

  public Problem withHeader(String name, String value) {
    return new Problem(status, code, detail, errors, members, headers.with(name, value));
  }

  public Problem withMember(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(members);
    more.put(name, value);
    return new Problem(status, code, detail, errors, more, headers);
  }

  public String title() {
    return Status.reason(status);
  }

  /** A page for a browser, the problem document for everybody else. */
  public Response answer(Request request) {
    Response response =
        request.prefersHtml()
            ? ProblemPage.response(this, request.id())
            : Response.text(status, MEDIA_TYPE, json(request.id()));
    Headers all = response.headers().with("Cache-Control", "no-store").with("Vary", "Accept");
    for (int i = 0; i < headers.size(); i++) {
      all = all.with(headers.name(i), headers.value(i));
    }
    return new Response(status, all, response.cookies(), response.body());
  }

  private String json(String requestId) {
    return JsonWriter.object(
        json -> {
          json.text("type", "/docs#problem-" + code)
              .text("title", title())
              .number("status", status)
              .text("detail", detail)
              .text("instance", requestId)
              .text("code", code);
          members.forEach(json::text);
          if (!errors.isEmpty()) {
            json.objects("errors", errors, Problem::error);
          }
        });
  }

  private static void error(JsonWriter json, FieldError error) {
    json.text("field", error.field()).text("code", error.code()).text("message", error.message());
  }
}
