package dev.linnet.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A producer span for each event that is sent; its trace travels in the event's detail. */
final class TracedSending implements BiConsumer<String, Consumer<Map<String, String>>> {
  private final Live live;
  private final Calls calls;

  TracedSending(Live live) {
    this.live = live;
    this.calls = new Calls(live);
  }

  @Override
  public void accept(String detailType, Consumer<Map<String, String>> send) {
    String outcome = "failed";
    try {
      boolean _ = calls.call(operation(detailType), () -> sent(send));
      outcome = "sent";
    } finally {
      live.sdk().instruments().eventsSent.add(1, Attributes.of(Attribute.OUTCOME, outcome));
    }
  }

  private static boolean sent(Consumer<Map<String, String>> send) {
    SpanContext span = Span.current().getSpanContext();
    send.accept(
        span.isValid() ? Map.of(Propagation.HEADER, Propagation.traceparent(span)) : Map.of());
    return true;
  }

  private static Operation operation(String detailType) {
    Attributes attributes =
        Attributes.builder()
            .put(Attribute.MESSAGING, "aws.eventbridge")
            .put(Attribute.MESSAGING_OPERATION, "PutEvents")
            .put(Attribute.MESSAGING_TYPE, "send")
            .put(Attribute.DESTINATION, detailType)
            .build();
    return new Operation("send " + detailType, SpanKind.PRODUCER, attributes);
  }
}
