package dev.linnet.logs;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.MDCAdapter;

/** The loggers of this process, and the one place where they write. */
final class LogFactory implements ILoggerFactory {
  private final Map<String, Logger> loggers = new ConcurrentHashMap<>();
  private final LogSettings settings;
  private final MDCAdapter context;
  private final LineFormat format;
  private final PrintStream out = System.out;

  LogFactory(LogSettings settings, MDCAdapter context) {
    this.settings = settings;
    this.context = context;
    this.format = settings.json() ? new JsonLine(settings) : new TextLine(settings);
  }

  @Override
  public Logger getLogger(String name) {
    return loggers.computeIfAbsent(name, each -> new LineLogger(each, this));
  }

  boolean isEnabled(String logger, Level level) {
    return settings.isEnabled(logger, level);
  }

  /** Written at once, so that lines of many threads do not mix. */
  void write(LogRecord entry) {
    Map<String, String> around = context.getCopyOfContextMap();
    out.println(format.line(entry, around == null ? Map.of() : around));
  }
}
