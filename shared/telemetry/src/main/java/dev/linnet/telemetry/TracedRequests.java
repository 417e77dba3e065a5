package dev.linnet.telemetry;

import dev.linnet.gateway.Filter;
import dev.linnet.gateway.Handler;
import dev.linnet.gateway.Request;
import dev.linnet.gateway.Response;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A server span and a duration for each request, whatever becomes of it. */
final class TracedRequests implements Filter {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");
  private static final int SERVER_ERROR = 500;

  private final Live live;
  private final Function<Request, String> routes;
  private final Map<Kind, Attributes> attributes = new ConcurrentHashMap<>();

  TracedRequests(Live live, Function<Request, String> routes) {
    this.live = live;
    this.routes = routes;
  }

  @Override
  public Response around(Request request, Handler rest) {
    long start = System.nanoTime();
    boolean cold = live.isFirstCall();
    Context parent = Propagation.from(request.header(Propagation.HEADER).orElse(null));
    String method = METHODS.contains(request.method()) ? request.method() : "_OTHER";
    String route = routes.apply(request);
    Span span = span(method + " " + route, parent).startSpan();
    Context context = parent.with(span);
    try (Scope _ = context.makeCurrent();
        LogContext _ = LogContext.of(span.getSpanContext())) {
      Response response = rest.handle(request);
      Kind kind = new Kind(method, route, response.status());
      finish(span, parent, kind, request, cold, start);
      live.sdk().instruments().requests.record(Calls.since(start), attributes(kind), context);
      return response.with(Propagation.HEADER, Propagation.traceparent(span.getSpanContext()));
    } finally {
      live.end(span);
    }
  }

  private io.opentelemetry.api.trace.SpanBuilder span(String name, Context parent) {
    return live.sdk().tracer().spanBuilder(name).setParent(parent).setSpanKind(SpanKind.SERVER);
  }

  private void finish(
      Span span, Context parent, Kind kind, Request request, boolean cold, long start) {
    if (span.isRecording()) {
      describe(span, kind, request, cold);
    } else if (kind.status() >= SERVER_ERROR) {
      late(span, parent, kind, request, cold, Calls.began(start));
    }
  }

  /** A failure in a trace that was not to be kept: its span is made now, under the same ids. */
  private void late(
      Span unkept, Context parent, Kind kind, Request request, boolean cold, Instant start) {
    Span late =
        live.sdk()
            .ids()
            .with(
                unkept.getSpanContext(),
                () ->
                    span(kind.method() + " " + kind.route(), Sampling.failed(parent))
                        .setStartTimestamp(start)
                        .startSpan());
    describe(late, kind, request, cold);
    live.end(late);
  }

  private void describe(Span span, Kind kind, Request request, boolean cold) {
    span.setAllAttributes(attributes(kind));
    span.setAttribute(Attribute.TRIGGER, "http");
    span.setAttribute(Attribute.COLD, cold);
    span.setAttribute(Attribute.INVOCATION, request.id());
    if (kind.status() >= SERVER_ERROR) {
      span.setStatus(StatusCode.ERROR);
    }
  }

  private Attributes attributes(Kind kind) {
    return attributes.computeIfAbsent(kind, Kind::attributes);
  }

  private record Kind(String method, String route, int status) {
    Attributes attributes() {
      var builder =
          Attributes.builder()
              .put(Attribute.METHOD, method)
              .put(Attribute.ROUTE, route.isEmpty() ? null : route)
              .put(Attribute.STATUS, (long) status);
      if (status >= SERVER_ERROR) {
        builder.put(Attribute.ERROR, Integer.toString(status));
      }
      return builder.build();
    }
  }
}
