package dev.linnet.localruntime.front;

import dev.linnet.localruntime.runtime.Invocation;
import dev.linnet.localruntime.runtime.LocalFunction;
import dev.linnet.topology.Route;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a request to the function's reply, as API Gateway's REST API does it with a proxy
 * integration: payload format 1.0.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">
 *     AWS's description</a>
 */
public final class RestApi implements Gateway {
  private static final Logger LOG = LoggerFactory.getLogger(RestApi.class);

  /** AWS: "Payload size 10 MB". */
  private static final int MAX_BODY = 10 * 1024 * 1024;

  /** AWS: "Integration timeout for Regional APIs 50 milliseconds - 29 seconds". */
  private static final GatewayLimit LIMIT = new GatewayLimit(Duration.ofSeconds(29));

  private final RouteTable routes;
  private final Map<String, LocalFunction> functions;
  private final PayloadV1 events;
  private final ProxyReply replies = new ProxyReply(true, true);

  /**
   * A gateway in front of functions.
   *
   * @param functions by name; a route whose function is missing answers 503
   */
  public RestApi(List<Route> routes, Map<String, LocalFunction> functions, InstantSource clock) {
    this.routes = new RouteTable(routes);
    this.functions = Map.copyOf(functions);
    this.events = new PayloadV1(clock);
  }

  @Override
  public HttpReply answer(HttpCall call, String requestId) {
    Optional<RouteTable.Match> match = routes.find(call.method(), call.path());
    if (match.isEmpty()) {
      return HttpReply.message(403, "Missing Authentication Token");
    }
    LocalFunction function = functions.get(match.get().route().function());
    if (function == null) {
      return HttpReply.serviceUnavailable();
    }
    return LIMIT
        .call(function, events.write(call, match.get(), requestId))
        .map(invocation -> reply(invocation, function.name()))
        .orElseGet(() -> HttpReply.message(504, "Endpoint request timed out"));
  }

  private HttpReply reply(Invocation invocation, String function) {
    return switch (invocation) {
      case Invocation.Answered(byte[] reply) ->
          replies.read(reply).orElseGet(() -> malformed(function));
      case Invocation.Failed _, Invocation.TimedOut _ -> error(502);
      case Invocation.Throttled _ -> error(500);
    };
  }

  private static HttpReply malformed(String function) {
    LOG.error("The function {} answered what is no reply in payload format 1.0.", function);
    return error(502);
  }

  private static HttpReply error(int status) {
    return HttpReply.message(status, "Internal server error");
  }

  @Override
  public int maxBody() {
    return MAX_BODY;
  }

  @Override
  public HttpReply tooLarge() {
    return HttpReply.message(413, "Request Too Long");
  }
}
