package dev.linnet.localruntime.runtime;

import dev.linnet.localruntime.operator.HttpAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
 * Lambda's Invoke; signatures are not checked, so it belongs on a private address.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">AWS's
 *     description</a>
 */
public final class InvokeApi extends Handler.Abstract {
  /** Where it is mounted. */
  public static final String PREFIX = "/2015-03-31/functions/";

  private static final Pattern PATH = Pattern.compile(PREFIX + "([^/]+)/invocations/?");

  private final Map<String, LocalFunction> functions = new HashMap<>();
  private final AsyncCalls async;

  public InvokeApi(Iterable<LocalFunction> functions, AsyncCalls async) {
    functions.forEach(f -> this.functions.put(FunctionName.of(f.description()), f));
    this.async = async;
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
    String reference = URIUtil.decodePath(path.group(1));
    answer(request, FunctionName.in(reference)).write(response, callback);
    return true;
  }

  private HttpAnswer answer(Request request, String name) throws IOException {
    LocalFunction function = functions.get(name);
    if (function == null) {
      return InvokeFault.noFunction(FunctionName.arn(name));
    }
    InvokeRequest asked = InvokeRequest.read(request);
    Optional<HttpAnswer> fault = asked.fault();
    if (fault.isPresent()) {
      return fault.get();
    }
    return switch (asked.type()) {
      case "RequestResponse" -> invoke(asked, function);
      case "Event" -> submit(function, asked.event());
      case "DryRun" -> new HttpAnswer(204, ids(UUID.randomUUID().toString()), new byte[0]);
      default -> InvokeFault.noType(asked.type());
    };
  }

  private HttpAnswer submit(LocalFunction function, byte[] event) {
    return switch (async.submit(function, new String(event, StandardCharsets.UTF_8))) {
      case TAKEN -> new HttpAnswer(202, ids(UUID.randomUUID().toString()), new byte[0]);
      case TOO_MUCH -> InvokeFault.throttled();
      case NOT_NOW -> InvokeFault.unavailable();
      case NOT_HERE ->
          InvokeFault.invalid("InvocationType Event needs a process that runs background work.");
    };
  }

  private static HttpAnswer invoke(InvokeRequest asked, LocalFunction function) {
    Call call = asked.call();
    Outcome outcome = function.invoke(call);
    if (outcome.invocation() instanceof Invocation.Throttled) {
      return InvokeFault.throttled();
    }
    Map<String, String> headers = ids(call.requestId());
    headers.put("Content-Type", "application/json");
    headers.put("X-Amz-Executed-Version", "$LATEST");
    if (outcome.isError()) {
      headers.put("X-Amz-Function-Error", "Unhandled");
    }
    if (asked.wantsLog()) {
      headers.put("X-Amz-Log-Result", outcome.logTail());
    }
    return new HttpAnswer(200, headers, outcome.payload());
  }

  private static Map<String, String> ids(String requestId) {
    return new HashMap<>(Map.of("x-amzn-RequestId", requestId));
  }
}
