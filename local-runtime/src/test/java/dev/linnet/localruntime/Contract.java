package dev.linnet.localruntime;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.OpenApi31;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document that the service hands out, and whether replies keep what it promises. */
final class Contract {
  private static final String LOCATION = "https://linnet.invalid/openapi.json";

  private final JsonNode document;
  private final SchemaRegistry schemas;
  private final Map<String, Schema> known = new ConcurrentHashMap<>();

  private Contract(String document) {
    this.document = JsonMapper.shared().readTree(document);
    this.schemas =
        SchemaRegistry.withDialect(
            OpenApi31.getInstance(), registry -> registry.schemas(Map.of(LOCATION, document)));
  }

  static Contract of(String document) {
    return new Contract(document);
  }

  /** Fails where the document does not promise this status, media type or body. */
  void check(String method, String path, HttpResponse<String> response) {
    Optional<String> operation = operation(method.toLowerCase(Locale.ROOT), path);
    if (operation.isEmpty()) {
      if (response.statusCode() != 404 && response.statusCode() != 405) {
        throw broken(method, path, response, "there is no such operation");
      }
      return;
    }
    String promised = promised(operation.get(), response.statusCode());
    if (promised.isEmpty()) {
      throw broken(method, path, response, "the status is not promised");
    }
    for (String header : List.of("x-request-id", "x-content-type-options")) {
      if (response.headers().firstValue(header).isEmpty()) {
        throw broken(method, path, response, header + " is missing");
      }
    }
    if (!method.equals("HEAD") && !response.body().isEmpty()) {
      checkBody(method, path, response, promised);
    }
  }

  /** Fails where the body is not a problem as the document describes it. */
  void checkProblem(String body) {
    var errors = schema("/components/schemas/Problem").validate(body, InputFormat.JSON);
    if (!errors.isEmpty()) {
      throw new AssertionError(
          "No problem of the OpenAPI document: %s%n%s".formatted(errors, body));
    }
  }

  private Schema schema(String pointer) {
    return known.computeIfAbsent(
        pointer, at -> schemas.getSchema(SchemaLocation.of(LOCATION + "#" + at)));
  }

  private void checkBody(
      String method, String path, HttpResponse<String> response, String promised) {
    String type =
        response.headers().firstValue("content-type").orElse("").replaceFirst(";.*", "").strip();
    String media = resolved(promised) + "/content/" + escaped(type);
    if (document.at(JsonPointer.compile(media)).isMissingNode()) {
      throw broken(method, path, response, "the media type is not promised");
    }
    if (!type.endsWith("json")) {
      return;
    }
    var errors = schema(media + "/schema").validate(response.body(), InputFormat.JSON);
    if (!errors.isEmpty()) {
      throw broken(method, path, response, errors.toString());
    }
  }

  /** Where the operation stands in the document. */
  private Optional<String> operation(String method, String path) {
    return templates(path.replaceFirst("\\?.*", ""))
        .map(template -> "/paths/" + escaped(template) + "/" + method)
        .filter(pointer -> !document.at(JsonPointer.compile(pointer)).isMissingNode())
        .findFirst();
  }

  private static Stream<String> templates(String path) {
    if (path.startsWith("/docs/")) {
      return Stream.of("/docs/{file}");
    }
    if (path.startsWith("/tasks/")) {
      return Stream.of("/tasks/{action}");
    }
    return path.lastIndexOf('/') > 0
        ? Stream.of(path)
        : Stream.of(path, path.endsWith("+") ? "/{key}+" : "/{key}");
  }

  private String promised(String operation, int status) {
    String pointer = operation + "/responses/" + status;
    return document.at(JsonPointer.compile(pointer)).isMissingNode() ? "" : pointer;
  }

  /** Follows one reference to a component. */
  private String resolved(String pointer) {
    JsonNode reference = document.at(JsonPointer.compile(pointer + "/$ref"));
    return reference.isString() ? reference.stringValue().substring(1) : pointer;
  }

  private static String escaped(String segment) {
    return segment.replace("~", "~0").replace("/", "~1");
  }

  private static AssertionError broken(
      String method, String path, HttpResponse<String> response, String why) {
    return new AssertionError(
        "The OpenAPI document is not kept by %s %s -> %d %s: %s%n%s"
            .formatted(
                method,
                path,
                response.statusCode(),
                response.headers().firstValue("content-type").orElse("-"),
                why,
                response.body()));
  }
}
