package dev.linnet.localruntime.runtime;

import dev.linnet.localruntime.operator.HttpAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * What a caller asks of Lambda's Invoke, with or without a stream.
 *
 * @param type {@code RequestResponse}, {@code Event}, {@code DryRun} or something unknown
 * @param wantsLog whether the end of the log is to come along
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record InvokeRequest(String type, byte[] event, String clientContext, boolean wantsLog) {
  private static final int MAX_EVENT = 6 * 1024 * 1024;
  private static final int MAX_ASYNC_EVENT = 1024 * 1024;
  private static final byte[] NO_EVENT = "{}".getBytes(StandardCharsets.UTF_8);

  static InvokeRequest read(Request request) throws IOException {
    return new InvokeRequest(
        header(request, "X-Amz-Invocation-Type", "RequestResponse"),
        event(request),
        decoded(header(request, "X-Amz-Client-Context", "")),
        header(request, "X-Amz-Log-Type", "None").equals("Tail"));
  }

  /** One byte more than allowed shows that it is too long; nothing at all is an empty object. */
  private static byte[] event(Request request) throws IOException {
    try (InputStream in = Content.Source.asInputStream(request)) {
      byte[] event = in.readNBytes(MAX_EVENT + 1);
      return event.length == 0 ? NO_EVENT : event;
    }
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String header(Request request, String name, String otherwise) {
    return Objects.requireNonNullElse(request.getHeaders().get(name), otherwise);
  }

  /** What is wrong with the event. */
  Optional<HttpAnswer> fault() {
    int limit = type.equals("Event") ? MAX_ASYNC_EVENT : MAX_EVENT;
    if (event.length > limit) {
      return Optional.of(InvokeFault.tooLarge(limit));
    }
    return Payloads.isJson(event) ? Optional.empty() : Optional.of(InvokeFault.noJson());
  }

  Call call() {
    return new Call(event, UUID.randomUUID().toString(), clientContext);
  }

  Call call(String requestId, ReplyStream stream) {
    return new Call(event, requestId, clientContext, Optional.of(stream));
  }
}
