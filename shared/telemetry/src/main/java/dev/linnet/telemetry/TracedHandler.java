package dev.linnet.telemetry;

import dev.linnet.gateway.Handler;
import dev.linnet.gateway.Request;
import dev.linnet.gateway.Response;
import dev.linnet.links.Unavailable;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A span and a duration, by outcome, for what one handler does. */
final class TracedHandler implements Handler {
  private static final String UNAVAILABLE = "unavailable";

  private final Handler handler;
  private final Operation operation;
  private final Function<Instruments, DoubleHistogram> histogram;
  private final IntFunction<@Nullable String> outcomes;
  private final boolean layered;
  private final Live live;
  private final Calls calls;
  private final Map<Result, Attributes> results = new ConcurrentHashMap<>();

  private TracedHandler(
      Handler handler,
      String name,
      Function<Instruments, DoubleHistogram> histogram,
      IntFunction<@Nullable String> outcomes,
      boolean layered,
      Live live) {
    this.handler = handler;
    this.operation = new Operation(name, SpanKind.INTERNAL, Attributes.empty());
    this.histogram = histogram;
    this.outcomes = outcomes;
    this.layered = layered;
    this.live = live;
    this.calls = new Calls(live);
  }

  static Handler redirects(Handler handler, Live live) {
    return new TracedHandler(
        handler, "redirect", i -> i.redirects, TracedHandler::redirected, true, live);
  }

  static Handler creates(Handler handler, Live live) {
    return new TracedHandler(
        handler, "create", i -> i.creates, TracedHandler::created, false, live);
  }

  private static @Nullable String redirected(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> "found";
      case 200 -> "preview";
      case 404 -> "unknown";
      case 410 -> "expired";
      default -> null;
    };
  }

  private static @Nullable String created(int status) {
    return switch (status) {
      case 201 -> "created";
      case 409 -> "alias_taken";
      case 422 -> "invalid";
      case 429 -> "limited";
      default -> null;
    };
  }

  @Override
  public Response handle(Request request) {
    return calls.call(operation, () -> timed(request));
  }

  private Response timed(Request request) {
    long start = System.nanoTime();
    Layer.note(Layer.NONE);
    String outcome = "failed";
    try {
      Response response = handler.handle(request);
      String known = outcomes.apply(response.status());
      outcome = known == null ? "refused" : known;
      return response;
    } catch (Unavailable e) {
      outcome = UNAVAILABLE;
      throw e;
    } finally {
      tell(new Result(outcome, Layer.noted()), request, start);
    }
  }

  private void tell(Result result, Request request, long start) {
    Attributes attributes = results.computeIfAbsent(result, this::attributes);
    histogram.apply(live.sdk().instruments()).record(Calls.since(start), attributes);
    Span span = Span.current();
    if (span.isRecording()) {
      span.setAllAttributes(attributes);
      if (result.namesLink()) {
        span.setAttribute(Attribute.KEY, request.lastSegment());
      }
    }
  }

  private Attributes attributes(Result result) {
    return Attributes.builder()
        .put(Attribute.OUTCOME, result.outcome())
        .put(Attribute.LAYER, layered ? result.layer().label() : null)
        .build();
  }

  private record Result(String outcome, Layer layer) {
    /** Only a link of ours is named: what somebody typed into a path may be anything. */
    boolean namesLink() {
      return outcome.equals("found") || outcome.equals("expired");
    }
  }
}
