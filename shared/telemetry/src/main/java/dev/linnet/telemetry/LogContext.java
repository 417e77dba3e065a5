package dev.linnet.telemetry;

import io.opentelemetry.api.trace.SpanContext;
import org.slf4j.MDC;

/** Puts the trace on every log line of this thread, until it is closed. */
final class LogContext implements AutoCloseable {
  private static final String TRACE = "trace_id";
  private static final String SPAN = "span_id";
  private static final LogContext OPEN = new LogContext();

  private LogContext() {}

  static LogContext of(SpanContext span) {
    MDC.put(TRACE, span.getTraceId());
    MDC.put(SPAN, span.getSpanId());
    return OPEN;
  }

  @Override
  public void close() {
    MDC.remove(TRACE);
    MDC.remove(SPAN);
  }
}
