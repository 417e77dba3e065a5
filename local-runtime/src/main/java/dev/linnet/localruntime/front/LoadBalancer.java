package dev.linnet.localruntime.front;

import dev.linnet.localruntime.runtime.Invocation;
import dev.linnet.localruntime.runtime.LocalFunction;
import dev.linnet.topology.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a request to the function's reply, as an Application Load Balancer does it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html">
 *     AWS's description</a>
 */
public final class LoadBalancer implements Gateway {
  private static final Logger LOG = LoggerFactory.getLogger(LoadBalancer.class);

  /** AWS: "The maximum size of the request body that you can send to a Lambda function is 1 MB". */
  private static final int MAX_BODY = 1024 * 1024;

  /** AWS: "The maximum size of the response JSON that the Lambda function can send is 1 MB". */
  private static final int MAX_REPLY = 1024 * 1024;

  private static final Map<Integer, String> REASONS =
      Map.of(
          404, "Not Found",
          413, "Request Entity Too Large",
          502, "Bad Gateway",
          503, "Service Temporarily Unavailable");

  private final RouteTable routes;
  private final Map<String, LocalFunction> functions;
  private final PayloadAlb events;
  private final ProxyReply replies;

  /**
   * A load balancer in front of functions.
   *
   * @param functions by name; a route whose function is missing answers 503
   * @param multiValue whether its target groups have multi-value headers
   */
  public LoadBalancer(
      List<Route> routes, Map<String, LocalFunction> functions, boolean multiValue) {
    this.routes = new RouteTable(routes);
    this.functions = Map.copyOf(functions);
    this.events = new PayloadAlb(multiValue);
    this.replies = new ProxyReply(!multiValue, multiValue);
  }

  @Override
  public HttpReply answer(HttpCall call, String requestId) {
    Optional<RouteTable.Match> match = routes.find(call.method(), call.path());
    if (match.isEmpty()) {
      return error(404);
    }
    LocalFunction function = functions.get(match.get().route().function());
    if (function == null) {
      return error(503);
    }
    return switch (function.call(events.write(call, function.name()))) {
      case Invocation.Answered(byte[] reply) when reply.length <= MAX_REPLY ->
          replies.read(reply).orElseGet(() -> malformed(function.name()));
      case Invocation.Answered _,
          Invocation.Failed _,
          Invocation.TimedOut _,
          Invocation.Throttled _ ->
          error(502);
    };
  }

  private static HttpReply malformed(String function) {
    LOG.error("The function {} answered what is no reply to a load balancer.", function);
    return error(502);
  }

  private static HttpReply error(int status) {
    String title = status + " " + REASONS.get(status);
    String page =
        """
        <html>
        <head><title>%s</title></head>
        <body>
        <center><h1>%s</h1></center>
        </body>
        </html>
        """
            .formatted(title, title)
            .replace("\n", "\r\n");
    return new HttpReply(
        status,
        List.of(Map.entry("Content-Type", "text/html")),
        List.of(),
        page.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public int maxBody() {
    return MAX_BODY;
  }

  @Override
  public HttpReply tooLarge() {
    return error(413);
  }
}
