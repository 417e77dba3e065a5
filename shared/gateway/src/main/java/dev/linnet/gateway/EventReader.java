package dev.linnet.gateway;

import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads an event in one pass, in whatever order its fields stand, and skips what it knows not. */
final class EventReader {
  private final JsonParser json;
  private final Envelope envelope = new Envelope();

  private EventReader(JsonParser json) {
    this.json = json;
  }

  /**
   * @throws MalformedEvent where it is not a JSON object
   */
  static Envelope read(InputStream event) {
    try (JsonParser json = Json.events(event)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedEvent("The event is not a JSON object.", null);
      }
      EventReader reader = new EventReader(json);
      reader.top();
      return reader.envelope;
    } catch (JacksonException e) {
      throw new MalformedEvent("The event is not JSON within our limits.", e);
    }
  }

  private void top() {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "version" -> envelope.version = text();
        case "httpMethod" -> envelope.httpMethod = text();
        case "path" -> envelope.path = text();
        case "rawPath" -> envelope.rawPath = text();
        case "rawQueryString" -> envelope.rawQueryString = text();
        case "routeKey" -> envelope.routeKey = text();
        case "resource" -> envelope.resource = text();
        case "body" -> envelope.body = text();
        case "isBase64Encoded" -> envelope.base64 = flag();
        case "headers" -> single(envelope.headers);
        case "multiValueHeaders" ->
            envelope.hasMultiValueHeaders = multi(envelope.multiValueHeaders);
        case "queryStringParameters" -> single(envelope.query);
        case "multiValueQueryStringParameters" -> multi(envelope.multiValueQuery);
        case "cookies" -> texts(envelope.cookies);
        case "pathParameters" -> pathParameters();
        case "requestContext" -> context();
        default -> json.skipChildren();
      }
    }
  }

  private void context() {
    if (!entersObject()) {
      return;
    }
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "elb" -> envelope.hasElb = isObjectAndSkipped();
        case "http" -> http();
        case "identity" -> identity();
        case "stage" -> envelope.stage = text();
        case "requestId" -> envelope.requestId = text();
        case "path" -> envelope.contextPath = text();
        default -> json.skipChildren();
      }
    }
  }

  private void http() {
    if (!entersObject()) {
      return;
    }
    envelope.hasHttp = true;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "method" -> envelope.contextMethod = text();
        case "sourceIp" -> envelope.sourceIp = text();
        default -> json.skipChildren();
      }
    }
  }

  private void identity() {
    if (!entersObject()) {
      return;
    }
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      if (name.equals("sourceIp")) {
        envelope.sourceIp = text();
      } else {
        json.skipChildren();
      }
    }
  }

  private void pathParameters() {
    if (!entersObject()) {
      return;
    }
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      String value = text();
      if (value != null) {
        envelope.pathParameters.put(name, value);
      }
    }
  }

  /** {@code {"name": "value"}} as name, value, name, value. */
  private void single(List<String> lines) {
    if (!entersObject()) {
      return;
    }
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      String value = text();
      if (value != null) {
        lines.add(name);
        lines.add(value);
      }
    }
  }

  /** {@code {"name": ["value", "value"]}} as name, value, name, value; false where it is null. */
  private boolean multi(List<String> lines) {
    if (!entersObject()) {
      return false;
    }
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        json.skipChildren();
        continue;
      }
      while (json.nextToken() != JsonToken.END_ARRAY) {
        String value = text();
        if (value != null) {
          lines.add(name);
          lines.add(value);
        }
      }
    }
    return true;
  }

  private void texts(List<String> values) {
    if (!json.hasToken(JsonToken.START_ARRAY)) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      String value = text();
      if (value != null) {
        values.add(value);
      }
    }
  }

  private boolean entersObject() {
    if (json.hasToken(JsonToken.START_OBJECT)) {
      return true;
    }
    json.skipChildren();
    return false;
  }

  private boolean isObjectAndSkipped() {
    boolean object = json.hasToken(JsonToken.START_OBJECT);
    json.skipChildren();
    return object;
  }

  private @Nullable String text() {
    if (json.hasToken(JsonToken.VALUE_STRING)) {
      return json.getString();
    }
    json.skipChildren();
    return null;
  }

  private boolean flag() {
    boolean flag = json.hasToken(JsonToken.VALUE_TRUE);
    json.skipChildren();
    return flag;
  }
}
