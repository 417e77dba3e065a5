package dev.linnet.logs;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** A line for people: {@code 08:15:30.123 WARN linnet-create PutEvents: ... trace_id=...}. */
final class TextLine implements LineFormat {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  private final LogSettings settings;

  TextLine(LogSettings settings) {
    this.settings = settings;
  }

  @Override
  public String line(LogRecord entry, Map<String, String> context) {
    StringBuilder line = new StringBuilder(160);
    line.append(TIME.format(entry.at())).append(' ').append(entry.level().name());
    line.append(' ').append(settings.service()).append(' ');
    line.append(entry.logger().substring(entry.logger().lastIndexOf('.') + 1)).append(": ");
    line.append(entry.message());
    context.forEach((name, value) -> line.append(' ').append(name).append('=').append(value));
    entry
        .fields()
        .forEach((name, value) -> line.append(' ').append(name).append('=').append(value));
    if (entry.failure() != null) {
      line.append(System.lineSeparator()).append(StackText.of(entry.failure()));
    }
    return Redaction.of(line.toString());
  }
}
