package dev.linnet.logs;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/** A logger that hands whole records on. */
final class LineLogger extends LegacyAbstractLogger implements LoggingEventAware {
  private static final long serialVersionUID = 1L;

  private final transient LogFactory factory;

  LineLogger(String name, LogFactory factory) {
    this.name = name;
    this.factory = factory;
  }

  @Override
  public void log(LoggingEvent event) {
    Map<String, String> fields = new LinkedHashMap<>();
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> fields.put(pair.key, String.valueOf(pair.value)));
    }
    write(
        event.getLevel(),
        event.getMessage(),
        event.getArgumentArray(),
        fields,
        event.getThrowable());
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String message,
      Object @Nullable [] arguments,
      @Nullable Throwable failure) {
    write(level, message, arguments, Map.of(), failure);
  }

  private void write(
      Level level,
      String pattern,
      Object @Nullable [] arguments,
      Map<String, String> fields,
      @Nullable Throwable failure) {
    String message = MessageFormatter.basicArrayFormat(pattern, arguments);
    factory.write(
        new LogRecord(Instant.now(), level, name, message == null ? "" : message, fields, failure));
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  public boolean isTraceEnabled() {
    return factory.isEnabled(name, Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return factory.isEnabled(name, Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return factory.isEnabled(name, Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return factory.isEnabled(name, Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return factory.isEnabled(name, Level.ERROR);
  }
}
