package dev.linnet.localruntime.events;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** EventBridge's API over HTTP: {@code POST /} with the name of the operation in a header. */
public final class EventBridgeHandler extends Handler.Abstract {
  private final EventBridgeApi api;

  public EventBridgeHandler(EventBridgeApi api) {
    this.api = api;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    String target = Objects.requireNonNullElse(request.getHeaders().get("X-Amz-Target"), "");
    if (!request.getMethod().equals("POST") || !target.startsWith(EventBridgeApi.TARGET_PREFIX)) {
      return false;
    }
    EventBridgeApi.Reply reply = api.answer(target, body(request));
    response.setStatus(reply.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, EventBridgeApi.CONTENT_TYPE);
    response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
    if (!reply.error().isEmpty()) {
      response.getHeaders().put("x-amzn-ErrorType", reply.error());
    }
    response.write(true, ByteBuffer.wrap(reply.body()), callback);
    return true;
  }

  /** One byte more than allowed shows that it is too long. */
  private static byte[] body(Request request) throws IOException {
    try (InputStream in = Content.Source.asInputStream(request)) {
      return in.readNBytes(EventBridgeApi.MAX_BODY + 1);
    }
  }
}
