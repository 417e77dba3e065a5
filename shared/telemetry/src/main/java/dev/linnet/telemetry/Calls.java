package dev.linnet.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Times calls. Where the trace is kept, each is a span; where it is not, only what fails becomes
 * one, after the fact.
 */
final class Calls {
  private static final double NANOS = 1e-9;

  private final Live live;

  Calls(Live live) {
    this.live = live;
  }

  /** A call of a backend. */
  <T> T backend(Operation operation, Supplier<T> work) {
    long start = System.nanoTime();
    DoubleHistogram histogram = live.sdk().instruments().backendCalls;
    try {
      T result = call(operation, work);
      histogram.record(since(start), operation.attributes());
      return result;
    } catch (RuntimeException e) {
      Attributes failed =
          operation.attributes().toBuilder().put(Attribute.ERROR, typeOf(e)).build();
      histogram.record(since(start), failed);
      throw e;
    }
  }

  /** A call without a metric of its own. */
  <T> T call(Operation operation, Supplier<T> work) {
    Context around = Context.current();
    boolean kept = Span.fromContext(around).getSpanContext().isSampled();
    if (!kept) {
      return unkept(operation, around, work);
    }
    Span span = start(operation, around, null);
    try (Scope _ = span.makeCurrent()) {
      return work.get();
    } catch (RuntimeException e) {
      fail(span, e);
      throw e;
    } finally {
      span.end();
    }
  }

  private <T> T unkept(Operation operation, Context around, Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } catch (RuntimeException e) {
      if (Span.fromContext(around).getSpanContext().isValid()) {
        Span late = start(operation, Sampling.failed(around), began(start));
        fail(late, e);
        late.end();
      }
      throw e;
    }
  }

  Span start(Operation operation, Context parent, @Nullable Instant at) {
    SpanBuilder builder =
        live.sdk()
            .tracer()
            .spanBuilder(operation.name())
            .setParent(parent)
            .setSpanKind(operation.kind())
            .setAllAttributes(operation.attributes());
    return at == null ? builder.startSpan() : builder.setStartTimestamp(at).startSpan();
  }

  static void fail(Span span, Throwable failure) {
    span.setStatus(StatusCode.ERROR);
    span.setAttribute(Attribute.ERROR, typeOf(failure));
  }

  /** The class and nothing of the message, which may hold what is nobody's business. */
  static String typeOf(Throwable failure) {
    Throwable cause = failure.getCause();
    return (cause == null ? failure : cause).getClass().getSimpleName();
  }

  static double since(long startNanos) {
    return (System.nanoTime() - startNanos) * NANOS;
  }

  static Instant began(long startNanos) {
    return Instant.now().minusNanos(System.nanoTime() - startNanos);
  }
}
