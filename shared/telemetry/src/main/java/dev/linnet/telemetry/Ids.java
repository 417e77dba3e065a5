package dev.linnet.telemetry;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Random ids; or, for a span that is made when its work has failed, those that logs and other spans
 * know it by already.
 */
final class Ids implements IdGenerator {
  private static final ThreadLocal<@Nullable SpanContext> GIVEN = new ThreadLocal<>();

  private final IdGenerator random = IdGenerator.random();

  <T> T with(SpanContext ids, Supplier<T> work) {
    GIVEN.set(ids);
    try {
      return work.get();
    } finally {
      GIVEN.remove();
    }
  }

  @Override
  public String generateSpanId() {
    SpanContext ids = GIVEN.get();
    return ids == null ? random.generateSpanId() : ids.getSpanId();
  }

  @Override
  public String generateTraceId() {
    SpanContext ids = GIVEN.get();
    return ids == null ? random.generateTraceId() : ids.getTraceId();
  }

  @Override
  public String toString() {
    return "Ids";
  }
}
