package dev.linnet.invoker;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** An EventBridge event in, the report of what was done out. */
public final class BackgroundFunction implements StreamFunction {
  private final BackgroundHandler handler;
  private final BackgroundEventReader events = new BackgroundEventReader();
  private final JsonFactory json = new JsonFactory();

  public BackgroundFunction(BackgroundHandler handler) {
    this.handler = handler;
  }

  /**
   * Does the work now.
   *
   * @throws IllegalArgumentException where the event is not a JSON object
   */
  @Override
  public byte[] answer(InputStream event) {
    return write(handler.handle(events.read(event)));
  }

  private byte[] write(Report report) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator writer = json.createGenerator(ObjectWriteContext.empty(), out)) {
      writer.writeStartObject();
      report.values().forEach((name, value) -> write(writer.writeName(name), value));
      writer.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator writer, Object value) {
    if (value instanceof Long number) {
      writer.writeNumber(number);
    } else if (value instanceof Boolean flag) {
      writer.writeBoolean(flag);
    } else {
      writer.writeString(value.toString());
    }
  }
}
