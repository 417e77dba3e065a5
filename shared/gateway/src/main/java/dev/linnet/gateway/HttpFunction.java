package dev.linnet.gateway;

import dev.linnet.links.Unavailable;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Event bytes in, reply bytes out, around a handler that knows only {@link Request} and {@link
 * Response}. Whatever a client sends is answered; only an event that is no HTTP request at all
 * fails the invocation. Thread-safe where the handler is.
 */
public final class HttpFunction {
  /** In bytes, decoded. */
  public static final int MAX_BODY = 64 * 1024;

  private static final String REQUEST_ID = "request_id";
  private static final String POLICY = "Content-Security-Policy";
  private static final Logger LOG = LoggerFactory.getLogger(HttpFunction.class);

  private final Handler handler;
  private final Filter filter;

  public HttpFunction(Handler handler) {
    this(handler, Filter.NONE);
  }

  public HttpFunction(Handler handler, Filter filter) {
    this.handler = handler;
    this.filter = filter;
  }

  /**
   * Answers one event.
   *
   * @throws MalformedEvent where the event is no HTTP request of API Gateway or a load balancer
   */
  public byte[] answer(InputStream event) {
    Event understood = Event.of(EventReader.read(event), MAX_BODY);
    Request request = understood.request();
    try (var _ = MDC.putCloseable(REQUEST_ID, request.id())) {
      return ReplyWriter.write(
          request.origin(), finished(request, filter.around(request, _ -> respond(understood))));
    }
  }

  private Response respond(Event event) {
    Request request = event.request();
    if (event.fault() != null) {
      return event.fault().answer(request);
    }
    try {
      return handler.handle(request);
    } catch (Unavailable e) {
      LOG.atWarn().addKeyValue(REQUEST_ID, request.id()).log("{} {}", e.getMessage(), cause(e));
      return Problem.unavailable(e.backend(), e.retryAfter()).answer(request);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.atError().addKeyValue(REQUEST_ID, request.id()).setCause(e).log("A request failed.");
      return Problem.internal().answer(request);
    }
  }

  private static String cause(Unavailable e) {
    return e.getCause() == null ? "" : e.getCause().toString();
  }

  private static Response finished(Request request, Response response) {
    Headers headers =
        response
            .headers()
            .with(RequestId.HEADER, request.id())
            .with("X-Content-Type-Options", "nosniff");
    if (isHtml(headers) && !headers.has(POLICY)) {
      headers =
          headers.with(
              POLICY,
              "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }
    Body body = request.isHead() ? Body.empty() : response.body();
    return new Response(response.status(), headers, response.cookies(), body);
  }

  private static boolean isHtml(Headers headers) {
    return headers.value("Content-Type").orElse("").startsWith("text/html");
  }
}
