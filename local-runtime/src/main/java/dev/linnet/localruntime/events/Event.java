package dev.linnet.localruntime.events;

import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An event in EventBridge's envelope.
 *
 * @param detail a JSON object
 */
record Event(String id, String source, String detailType, Instant time, String detail) {
  private static final JsonFactory JSON = new JsonFactory();

  static Event of(String source, String detailType, Instant time, String detail) {
    return new Event(UUID.randomUUID().toString(), source, detailType, time, detail);
  }

  /** What a schedule sends. */
  static Event tick(Instant time) {
    return of("aws.scheduler", "Scheduled Event", time, "{}");
  }

  String json() {
    StringWriter out = new StringWriter();
    try (JsonGenerator event = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      event.writeStartObject();
      event.writeStringProperty("version", "0");
      event.writeStringProperty("id", id);
      event.writeStringProperty("detail-type", detailType);
      event.writeStringProperty("source", source);
      event.writeStringProperty("account", "000000000000");
      event.writeStringProperty("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
      event.writeStringProperty("region", "local");
      event.writeArrayPropertyStart("resources");
      event.writeEndArray();
      event.writeName("detail");
      event.writeRawValue(detail);
      event.writeEndObject();
    }
    return out.toString();
  }
}
