package dev.linnet.logs;

import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON object for machines: CloudWatch, or the collector's {@code file_log} receiver. */
final class JsonLine implements LineFormat {
  /** CloudWatch splits events above 256 KB; nobody reads that much. */
  private static final int MAX_MESSAGE = 8_000;

  private final JsonFactory json = new JsonFactory();
  private final LogSettings settings;

  JsonLine(LogSettings settings) {
    this.settings = settings;
  }

  @Override
  public String line(LogRecord entry, Map<String, String> context) {
    StringWriter out = new StringWriter(256);
    try (JsonGenerator line = json.createGenerator(ObjectWriteContext.empty(), out)) {
      line.writeStartObject();
      line.writeStringProperty("timestamp", entry.at().toString());
      line.writeStringProperty("level", entry.level().name());
      line.writeStringProperty("message", safe(entry.message()));
      line.writeStringProperty("logger", entry.logger());
      line.writeStringProperty("service", settings.service());
      line.writeStringProperty("version", settings.version());
      context.forEach((name, value) -> line.writeStringProperty(name, value));
      entry.fields().forEach((name, value) -> field(line, context, name, value));
      failure(line, entry.failure());
      line.writeEndObject();
    }
    return out.toString();
  }

  private static void field(
      JsonGenerator line, Map<String, String> context, String name, String value) {
    if (!context.containsKey(name)) {
      line.writeStringProperty(name, safe(value));
    }
  }

  private static void failure(JsonGenerator line, @Nullable Throwable failure) {
    if (failure != null) {
      line.writeStringProperty("error_type", failure.getClass().getName());
      line.writeStringProperty("stack_trace", Redaction.of(StackText.of(failure)));
    }
  }

  private static String safe(String text) {
    return StackText.cut(Redaction.of(text), MAX_MESSAGE);
  }
}
