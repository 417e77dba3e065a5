package dev.linnet.localruntime.runtime;

import dev.linnet.localruntime.operator.HttpAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.io.Content;
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
  private static final int MAX_EVENT = 6 * 1024 * 1024;
  private static final int MAX_ASYNC_EVENT = 1024 * 1024;
  private static final int MAX_LOG = 4 * 1024;
  private static final byte[] NO_EVENT = "{}".getBytes(StandardCharsets.UTF_8);

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
    String type = header(request, "X-Amz-Invocation-Type", "RequestResponse");
    byte[] event = event(request);
    if (event.length > (type.equals("Event") ? MAX_ASYNC_EVENT : MAX_EVENT)) {
      return InvokeFault.tooLarge(type.equals("Event") ? MAX_ASYNC_EVENT : MAX_EVENT);
    }
    if (!Payloads.isJson(event)) {
      return InvokeFault.noJson();
    }
    return switch (type) {
      case "RequestResponse" -> invoke(request, function, event);
      case "Event" -> submit(function, event);
      case "DryRun" -> new HttpAnswer(204, ids(UUID.randomUUID().toString()), new byte[0]);
      default -> InvokeFault.invalid("InvocationType " + type + " is not known.");
    };
  }

  /** One byte more than allowed shows that it is too long; nothing at all is an empty object. */
  private static byte[] event(Request request) throws IOException {
    try (InputStream in = Content.Source.asInputStream(request)) {
      byte[] event = in.readNBytes(MAX_EVENT + 1);
      return event.length == 0 ? NO_EVENT : event;
    }
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

  private static HttpAnswer invoke(Request request, LocalFunction function, byte[] event) {
    String context = header(request, "X-Amz-Client-Context", "");
    Call call = new Call(event, UUID.randomUUID().toString(), decoded(context));
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
    if (header(request, "X-Amz-Log-Type", "None").equals("Tail")) {
      headers.put("X-Amz-Log-Result", tail(outcome.log()));
    }
    return new HttpAnswer(200, headers, outcome.payload());
  }

  private static Map<String, String> ids(String requestId) {
    return new HashMap<>(Map.of("x-amzn-RequestId", requestId));
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String tail(String log) {
    byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
    int start = Math.max(0, bytes.length - MAX_LOG);
    byte[] tail = Arrays.copyOfRange(bytes, start, bytes.length);
    return Base64.getEncoder().encodeToString(tail);
  }

  private static String header(Request request, String name, String otherwise) {
    return Objects.requireNonNullElse(request.getHeaders().get(name), otherwise);
  }
}
