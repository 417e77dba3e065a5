package dev.linnet.localruntime.front;

import dev.linnet.localruntime.runtime.Invocation;
import dev.linnet.localruntime.runtime.LocalFunction;
import dev.linnet.topology.Route;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request to the function's reply, as API Gateway's HTTP API does it. Thread-safe. */
public final class ApiGateway {
  private static final Logger LOG = LoggerFactory.getLogger(ApiGateway.class);

  private final RouteTable routes;
  private final Map<String, LocalFunction> functions;
  private final PayloadV2 events;
  private final ReplyV2 replies = new ReplyV2();

  /**
   * A gateway in front of functions.
   *
   * @param functions by name; a route whose function is missing answers 503
   */
  public ApiGateway(List<Route> routes, Map<String, LocalFunction> functions, InstantSource clock) {
    this.routes = new RouteTable(routes);
    this.functions = Map.copyOf(functions);
    this.events = new PayloadV2(clock);
  }

  HttpReply answer(HttpCall call, String requestId) {
    Optional<RouteTable.Match> match = routes.find(call.method(), call.path());
    if (match.isEmpty()) {
      return HttpReply.message(404, "Not Found");
    }
    LocalFunction function = functions.get(match.get().route().function());
    if (function == null) {
      return HttpReply.serviceUnavailable();
    }
    return switch (function.call(events.write(call, match.get(), requestId))) {
      case Invocation.Answered(byte[] reply) ->
          replies.read(reply).orElseGet(() -> malformed(function.name()));
      case Invocation.Failed _ -> HttpReply.internalServerError();
      case Invocation.TimedOut _, Invocation.Throttled _ -> HttpReply.serviceUnavailable();
    };
  }

  private static HttpReply malformed(String function) {
    LOG.error("The function {} answered what is no reply in payload format 2.0.", function);
    return HttpReply.internalServerError();
  }

  static String newRequestId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }
}
