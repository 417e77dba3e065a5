package dev.linnet.gateway;

import java.io.StringWriter;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the members of a JSON object. What is null is written as null. */
public final class JsonWriter {
  private final JsonGenerator json;

  private JsonWriter(JsonGenerator json) {
    this.json = json;
  }

  public static String object(Consumer<JsonWriter> members) {
    StringWriter out = new StringWriter(256);
    try (JsonGenerator json = Json.writer(out)) {
      new JsonWriter(json).braced(members);
    }
    return out.toString();
  }

  public JsonWriter text(String name, @Nullable String value) {
    json.writeName(name).writeString(value == null ? null : Utf8.wellFormed(value));
    return this;
  }

  public JsonWriter number(String name, long value) {
    json.writeName(name).writeNumber(value);
    return this;
  }

  /** A number that JSON has no word for (NaN, infinity) is written as null. */
  public JsonWriter decimal(String name, double value) {
    json.writeName(name);
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
    return this;
  }

  public JsonWriter flag(String name, boolean value) {
    json.writeName(name).writeBoolean(value);
    return this;
  }

  public JsonWriter none(String name) {
    json.writeName(name).writeNull();
    return this;
  }

  public JsonWriter object(String name, Consumer<JsonWriter> members) {
    json.writeName(name);
    braced(members);
    return this;
  }

  public <T> JsonWriter objects(String name, List<T> items, BiConsumer<JsonWriter, T> members) {
    json.writeName(name).writeStartArray();
    for (T item : items) {
      braced(writer -> members.accept(writer, item));
    }
    json.writeEndArray();
    return this;
  }

  public JsonWriter texts(String name, List<String> values) {
    json.writeName(name).writeStartArray();
    for (String value : values) {
      json.writeString(Utf8.wellFormed(value));
    }
    json.writeEndArray();
    return this;
  }

  private void braced(Consumer<JsonWriter> members) {
    json.writeStartObject();
    members.accept(this);
    json.writeEndObject();
  }
}
