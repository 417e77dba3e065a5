package dev.linnet.localruntime.events;

import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An event in EventBridge's envelope.
 *
 * @param resources ARNs of what it is about
 * @param detail JSON
 */
record Event(
    String id,
    String source,
    String detailType,
    Instant time,
    List<String> resources,
    String detail) {
  private static final JsonFactory JSON = new JsonFactory();

  Event {
    resources = List.copyOf(resources);
  }

  static Event of(
      String source, String detailType, Instant time, List<String> resources, String detail) {
    return new Event(UUID.randomUUID().toString(), source, detailType, time, resources, detail);
  }

  /** What EventBridge Scheduler sends where a schedule names no input: the detail is a text. */
  static Event tick(String schedule, Instant time) {
    return of("aws.scheduler", "Scheduled Event", time, List.of(Arns.schedule(schedule)), "\"{}\"");
  }

  String json() {
    StringWriter out = new StringWriter();
    try (JsonGenerator event = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      event.writeStartObject();
      event.writeStringProperty("version", "0");
      event.writeStringProperty("id", id);
      event.writeStringProperty("detail-type", detailType);
      event.writeStringProperty("source", source);
      event.writeStringProperty("account", Arns.ACCOUNT);
      event.writeStringProperty("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
      event.writeStringProperty("region", Arns.REGION);
      event.writeArrayPropertyStart("resources");
      resources.forEach(event::writeString);
      event.writeEndArray();
      event.writeName("detail");
      event.writeRawValue(detail);
      event.writeEndObject();
    }
    return out.toString();
  }
}
