package dev.linnet.telemetry;

import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** The SDK of this environment, which is made anew in each copy of a snapshot. Thread-safe. */
final class Live {
  /** What a call may wait for its spans to be taken. */
  private static final Duration FLUSH_LIMIT = Duration.ofMillis(200);

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final TelemetryConfig config;
  private final List<Gauge> gauges = new CopyOnWriteArrayList<>();
  private final AtomicBoolean cold = new AtomicBoolean(true);
  private volatile Sdk sdk;
  private volatile boolean spansWait;
  private volatile long metricsSentAt = System.nanoTime();

  Live(TelemetryConfig config) {
    this.config = config;
    this.sdk = new Sdk(config);
  }

  Sdk sdk() {
    return sdk;
  }

  void watch(Gauge gauge) {
    gauges.add(gauge);
    gauge.register(sdk.meter());
  }

  /** Whether nothing was called before in this environment; true once. */
  boolean isFirstCall() {
    boolean first = cold.getPlain() && cold.compareAndSet(true, false);
    if (first) {
      sdk.instruments().coldStarts.add(1);
    }
    return first;
  }

  void end(Span span) {
    span.end();
    if (span.getSpanContext().isSampled()) {
      spansWait = true;
    }
  }

  /** What the call left must be out before the environment is frozen. */
  void afterCall() {
    if (spansWait) {
      spansWait = false;
      sdk.flushSpans(FLUSH_LIMIT);
    }
    if (System.nanoTime() - metricsSentAt > config.interval().toNanos()) {
      metricsSentAt = System.nanoTime();
      sdk.flushMetrics(FLUSH_LIMIT);
    }
  }

  /** Before a snapshot: what the rehearsals told is forgotten. */
  void suspend() {
    sdk.mute();
    sdk.close(CLOSE_LIMIT);
  }

  /** In each copy of a snapshot. */
  void resume() {
    Sdk made = new Sdk(config);
    gauges.forEach(gauge -> gauge.register(made.meter()));
    metricsSentAt = System.nanoTime();
    cold.set(true);
    sdk = made;
  }

  void close() {
    sdk.close(CLOSE_LIMIT);
  }
}
