package dev.linnet.monitor;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a call got, taken apart. */
record Reply(String method, String path, JsonNode raw) {
  int status() {
    return raw.get("statusCode").asInt();
  }

  /** Empty where there is none. */
  String header(String name) {
    for (var header : raw.get("headers").properties()) {
      if (header.getKey().equalsIgnoreCase(name)) {
        return header.getValue().stringValue();
      }
    }
    return "";
  }

  byte[] bytes() {
    JsonNode body = raw.get("body");
    if (body == null || body.isNull()) {
      return new byte[0];
    }
    return raw.path("isBase64Encoded").asBoolean(false)
        ? Base64.getDecoder().decode(body.stringValue())
        : body.stringValue().getBytes(StandardCharsets.UTF_8);
  }

  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  JsonNode json() {
    return JsonMapper.shared().readTree(text());
  }
}
