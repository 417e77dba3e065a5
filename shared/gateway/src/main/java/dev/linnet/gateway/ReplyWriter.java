package dev.linnet.gateway;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** Writes a reply the way its origin reads it. */
final class ReplyWriter {
  private static final String SET_COOKIE = "Set-Cookie";

  private final JsonGenerator json;
  private final Response response;

  private ReplyWriter(JsonGenerator json, Response response) {
    this.json = json;
    this.response = response;
  }

  static byte[] write(Origin origin, Response response) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = Json.writer(out)) {
      new ReplyWriter(json, response).reply(origin);
    }
    return out.toByteArray();
  }

  private void reply(Origin origin) {
    json.writeStartObject();
    json.writeName("statusCode").writeNumber(response.status());
    switch (origin) {
      case API_GATEWAY_V2 -> v2();
      case API_GATEWAY_V1 -> v1();
      case ALB -> {
        statusDescription();
        albSingle();
      }
      case ALB_MULTI -> {
        statusDescription();
        multi(true);
      }
    }
    body();
    json.writeEndObject();
  }

  private void v2() {
    json.writeName("headers").writeStartObject();
    joined();
    json.writeEndObject();
    if (!response.cookies().isEmpty()) {
      json.writeName("cookies");
      array(response.cookies());
    }
  }

  /**
   * What has one value under headers, what has several under multiValueHeaders: they are merged.
   */
  private void v1() {
    Headers headers = response.headers();
    json.writeName("headers").writeStartObject();
    for (int i = 0; i < headers.size(); i++) {
      if (headers.values(headers.name(i)).size() == 1) {
        json.writeName(headers.name(i)).writeString(headers.value(i));
      }
    }
    json.writeEndObject();
    multi(false);
  }

  private void multi(boolean all) {
    Headers headers = response.headers();
    json.writeName("multiValueHeaders").writeStartObject();
    for (int i = 0; i < headers.size(); i++) {
      var values = headers.values(headers.name(i));
      if (isFirst(headers, i) && (all || values.size() > 1)) {
        json.writeName(headers.name(i));
        array(values);
      }
    }
    if (!response.cookies().isEmpty()) {
      json.writeName(SET_COOKIE);
      array(response.cookies());
    }
    json.writeEndObject();
  }

  /** One value a name; further cookies go under other spellings of the name, which HTTP ignores. */
  private void albSingle() {
    json.writeName("headers").writeStartObject();
    joined();
    for (int i = 0; i < response.cookies().size(); i++) {
      json.writeName(spelling(i)).writeString(response.cookies().get(i));
    }
    json.writeEndObject();
  }

  /** Set-Cookie with the bits of the number as capitals: every number below 512 its own. */
  private static String spelling(int number) {
    StringBuilder name = new StringBuilder(SET_COOKIE.toLowerCase(Locale.ROOT));
    int bit = 0;
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) != '-' && (number >> bit++ & 1) == 1) {
        name.setCharAt(i, Character.toUpperCase(name.charAt(i)));
      }
    }
    return name.toString();
  }

  private void joined() {
    Headers headers = response.headers();
    for (int i = 0; i < headers.size(); i++) {
      if (isFirst(headers, i)) {
        String name = headers.name(i);
        json.writeName(name).writeString(headers.value(name).orElse(""));
      }
    }
  }

  private static boolean isFirst(Headers headers, int line) {
    for (int i = 0; i < line; i++) {
      if (headers.name(i).equalsIgnoreCase(headers.name(line))) {
        return false;
      }
    }
    return true;
  }

  private void statusDescription() {
    json.writeName("statusDescription")
        .writeString(response.status() + " " + Status.reason(response.status()));
  }

  private void body() {
    json.writeName("body");
    switch (response.body()) {
      case Body.Text(String text) -> {
        json.writeString(Utf8.wellFormed(text));
        json.writeName("isBase64Encoded").writeBoolean(false);
      }
      case Body.Bytes bytes -> {
        json.writeString(bytes.base64());
        json.writeName("isBase64Encoded").writeBoolean(true);
      }
    }
  }

  private void array(Iterable<String> values) {
    json.writeStartArray();
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
