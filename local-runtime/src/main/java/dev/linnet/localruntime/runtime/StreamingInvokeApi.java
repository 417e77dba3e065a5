package dev.linnet.localruntime.runtime;

import dev.linnet.localruntime.operator.HttpAnswer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;

/**
 * Lambda's InvokeWithResponseStream: a reply arrives while the function still makes it, where the
 * function streams; else whole, as one chunk. Signatures are not checked.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_InvokeWithResponseStream.html">AWS's
 *     description</a>
 */
public final class StreamingInvokeApi extends Handler.Abstract {
  /** Where it is mounted. */
  public static final String PREFIX = "/2021-11-15/functions/";

  private static final Pattern PATH =
      Pattern.compile(PREFIX + "([^/]+)/response-streaming-invocations/?");

  private final Map<String, LocalFunction> functions = new HashMap<>();

  public StreamingInvokeApi(Iterable<LocalFunction> functions) {
    functions.forEach(f -> this.functions.put(FunctionName.of(f.description()), f));
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Matcher path = PATH.matcher(request.getHttpURI().getPath());
    if (!path.matches()) {
      return false;
    }
    if (!request.getMethod().equals("POST")) {
      response.getHeaders().put("Allow", "POST");
      new HttpAnswer(405, Map.of(), new byte[0]).write(response, callback);
      return true;
    }
    String name = FunctionName.in(URIUtil.decodePath(path.group(1)));
    LocalFunction function = functions.get(name);
    if (function == null) {
      InvokeFault.noFunction(FunctionName.arn(name)).write(response, callback);
    } else {
      answer(request, function, response, callback);
    }
    return true;
  }

  private static void answer(
      Request request, LocalFunction function, Response response, Callback callback)
      throws IOException {
    InvokeRequest asked = InvokeRequest.read(request);
    Optional<HttpAnswer> fault = asked.fault();
    if (fault.isPresent()) {
      fault.get().write(response, callback);
      return;
    }
    switch (asked.type()) {
      case "RequestResponse" -> stream(asked, function, response, callback);
      case "DryRun" -> new HttpAnswer(204, Map.of(), new byte[0]).write(response, callback);
      default -> InvokeFault.noType(asked.type()).write(response, callback);
    }
  }

  private static void stream(
      InvokeRequest asked, LocalFunction function, Response response, Callback callback) {
    String requestId = UUID.randomUUID().toString();
    EventStreamReply reply = new EventStreamReply(response, requestId);
    Outcome outcome = function.invoke(asked.call(requestId, reply));
    if (outcome.invocation() instanceof Invocation.Throttled) {
      InvokeFault.throttled().write(response, callback);
    } else {
      reply.complete(outcome, asked.wantsLog());
      callback.succeeded();
    }
  }
}
