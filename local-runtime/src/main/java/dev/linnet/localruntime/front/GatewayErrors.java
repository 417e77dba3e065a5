package dev.linnet.localruntime.front;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What the server itself refuses, in API Gateway's words; Jetty's page would tell more than that.
 */
final class GatewayErrors implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    HttpReply reply =
        status == HttpStatus.INTERNAL_SERVER_ERROR_500
            ? HttpReply.internalServerError()
            : HttpReply.message(status, HttpStatus.getMessage(status));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.write(true, ByteBuffer.wrap(reply.body()), callback);
    return true;
  }
}
