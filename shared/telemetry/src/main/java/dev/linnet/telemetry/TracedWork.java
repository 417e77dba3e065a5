package dev.linnet.telemetry;

import dev.linnet.invoker.BackgroundEvent;
import dev.linnet.invoker.BackgroundHandler;
import dev.linnet.invoker.Report;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** A span and a duration for background work, in the trace of the event that started it. */
final class TracedWork implements BackgroundHandler {
  private static final Set<String> TIMERS = Set.of("aws.events", "aws.scheduler");
  private static final String EVENTBRIDGE = "aws.eventbridge";

  private final BackgroundHandler handler;
  private final Live live;
  private final Calls calls;

  TracedWork(BackgroundHandler handler, Live live) {
    this.handler = handler;
    this.live = live;
    this.calls = new Calls(live);
  }

  @Override
  public Report handle(BackgroundEvent event) {
    long start = System.nanoTime();
    String trigger = TIMERS.contains(event.source()) ? "timer" : "pubsub";
    tellLag(event, trigger);
    Span span =
        calls.start(
            operation(trigger), Propagation.from(event.detail().get(Propagation.HEADER)), null);
    span.setAttribute(Attribute.COLD, live.isFirstCall());
    String outcome = "failed";
    try (Scope _ = span.makeCurrent();
        LogContext _ = LogContext.of(span.getSpanContext())) {
      Report report = handler.handle(event);
      outcome = report.values().get("outcome") instanceof String said ? said : "done";
      return report;
    } catch (RuntimeException e) {
      Calls.fail(span, e);
      throw e;
    } finally {
      Attributes attributes = Attributes.of(Attribute.TRIGGER, trigger, Attribute.OUTCOME, outcome);
      span.setAllAttributes(attributes);
      live.sdk().instruments().work.record(Calls.since(start), attributes);
      live.end(span);
    }
  }

  /** EventBridge tells whole seconds. */
  private void tellLag(BackgroundEvent event, String trigger) {
    Instant time = event.time();
    if (time != null) {
      Duration lag = Duration.between(time, Instant.now());
      live.sdk()
          .instruments()
          .eventLag
          .record(Math.max(0, lag.toMillis() / 1000.0), Attributes.of(Attribute.TRIGGER, trigger));
    }
  }

  private static Operation operation(String trigger) {
    boolean timer = trigger.equals("timer");
    Attributes attributes =
        Attributes.builder()
            .put(Attribute.TRIGGER, trigger)
            .put(Attribute.MESSAGING, EVENTBRIDGE)
            .put(Attribute.MESSAGING_OPERATION, "process")
            .put(Attribute.MESSAGING_TYPE, "process")
            .build();
    return new Operation(
        timer ? "process schedule" : "process event", SpanKind.CONSUMER, attributes);
  }
}
