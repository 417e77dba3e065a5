package dev.linnet.gateway;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;

/** Reads a body that is one JSON object. */
public final class JsonBody {
  private JsonBody() {}

  /** What came of it. */
  public sealed interface Outcome {}

  /**
   * A JSON object was read.
   *
   * @param texts the asked fields that are there; null counts as absent
   * @param errors the asked fields that are there but no text
   */
  public record Fields(Map<String, String> texts, List<FieldError> errors) implements Outcome {
    public Fields {
      texts = Map.copyOf(texts);
      errors = List.copyOf(errors);
    }
  }

  /** 415 or 400. */
  public record Refused(Problem problem) implements Outcome {}

  /**
   * Checks the Content-Type and reads the body.
   *
   * @param fields those that the caller wants, all of them text; others are read over
   */
  public static Outcome read(Request request, Set<String> fields) {
    if (!isJson(request.header("Content-Type").orElse(""))) {
      return new Refused(
          Problem.of(415, "unsupported_media_type", "Send the body as application/json in UTF-8."));
    }
    Optional<String> text = Utf8.decode(request.body().bytes());
    if (text.isEmpty()) {
      return refused("body_not_utf8", "The body is not valid UTF-8.");
    }
    try (JsonParser json = Json.bodies(text.get())) {
      return object(json, fields);
    } catch (StreamConstraintsException e) {
      return refused("json_too_deep", "The body nests too deeply or holds a number too long.");
    } catch (JacksonException e) {
      return refused("json_malformed", "The body is not valid JSON.");
    }
  }

  /** A body without Content-Type is refused as well: any web page can send one to us unasked. */
  private static boolean isJson(String contentType) {
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    boolean utf8 = true;
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("charset=")) {
        utf8 = parameter.equals("charset=utf-8") || parameter.equals("charset=\"utf-8\"");
      }
    }
    return utf8 && parts[0].strip().equals(Response.JSON);
  }

  private static Outcome object(JsonParser json, Set<String> fields) {
    JsonToken first = json.nextToken();
    if (first == null) {
      return refused("json_missing", "The body is empty; send a JSON object.");
    }
    if (first != JsonToken.START_OBJECT) {
      json.skipChildren();
      return refused("json_not_an_object", "The body is JSON, but not a JSON object.");
    }
    Map<String, String> texts = new HashMap<>();
    List<FieldError> errors = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken value = json.nextToken();
      boolean repeated = !seen.add(name);
      if (fields.contains(name) && value == JsonToken.VALUE_STRING) {
        texts.put(name, json.getString());
      } else if (fields.contains(name) && value != JsonToken.VALUE_NULL) {
        errors.add(new FieldError(name, "not_a_string", name + " must be a string."));
      }
      if (repeated || repeatsWithin(json)) {
        return refused("json_duplicate_key", "A name stands twice in a JSON object of the body.");
      }
    }
    return json.nextToken() == null
        ? new Fields(texts, errors)
        : refused("json_malformed", "Something follows the JSON object in the body.");
  }

  /** Reads over a nested value; true where an object in it has a name twice. */
  private static boolean repeatsWithin(JsonParser json) {
    Deque<Set<String>> open = new ArrayDeque<>();
    JsonToken token = json.currentToken();
    int depth = 0;
    do {
      if (token == JsonToken.START_OBJECT) {
        open.push(new HashSet<>());
      } else if (token == JsonToken.END_OBJECT) {
        open.pop();
      } else if (token == JsonToken.PROPERTY_NAME && !open.element().add(json.currentName())) {
        return true;
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      token = depth > 0 ? json.nextToken() : token;
    } while (depth > 0);
    return false;
  }

  private static Refused refused(String code, String detail) {
    return new Refused(Problem.of(400, code, detail));
  }
}
