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

  private final int least;
  private final transient LogFactory factory;

  /**
   * A logger.
   *
   * @param least the least level that is written. Libraries ask for theirs many times a request, so
   *     it is found out once
   */
  LineLogger(String name, int least, LogFactory factory) {
    this.name = name;
    this.least = least;
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
    return Level.TRACE.toInt() >= least;
  }

  @Override
  public boolean isDebugEnabled() {
    return Level.DEBUG.toInt() >= least;
  }

  @Override
  public boolean isInfoEnabled() {
    return Level.INFO.toInt() >= least;
  }

  @Override
  public boolean isWarnEnabled() {
    return Level.WARN.toInt() >= least;
  }

  @Override
  public boolean isErrorEnabled() {
    return Level.ERROR.toInt() >= least;
  }
}
