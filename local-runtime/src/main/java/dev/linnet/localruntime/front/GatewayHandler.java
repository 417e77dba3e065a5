package dev.linnet.localruntime.front;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Between Jetty and the gateway: the only place that knows both. */
final class GatewayHandler extends Handler.Abstract {
  private static final int BUFFER = 8 * 1024;
  private static final byte[] NOTHING = {};

  private final Gateway gateway;
  private final TrustedProxies proxies;
  private final TrustedProxies proxiesAndNeighbours;
  private final Duration bodyLimit;
  private final BooleanSupplier othersWait;
  private volatile boolean ending;
  private volatile long lastRequest;

  /**
   * @param othersWait whether others wait for a connection: then a reply is the last one on its own
   */
  GatewayHandler(
      Gateway gateway, TrustedProxies proxies, Duration bodyLimit, BooleanSupplier othersWait) {
    this.gateway = gateway;
    this.proxies = proxies;
    this.proxiesAndNeighbours = proxies.withThisMachine();
    this.bodyLimit = bodyLimit;
    this.othersWait = othersWait;
  }

  /** From now on every reply is the last one on its connection. */
  void endConnections() {
    lastRequest = System.nanoTime();
    ending = true;
  }

  /** Measured from {@link #endConnections} on. */
  Duration sinceLastRequest() {
    return Duration.ofNanos(System.nanoTime() - lastRequest);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (ending) {
      lastRequest = System.nanoTime();
    }
    request.addIdleTimeoutListener(_ -> false); // a function has a time limit of its own
    HttpReply reply = answer(request);
    if (ending || othersWait.getAsBoolean()) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    write(reply, response, callback);
    return true;
  }

  private HttpReply answer(Request request) {
    if (request.getLength() > gateway.maxBody()) {
      return gateway.tooLarge();
    }
    try {
      byte[] body = body(request);
      return body.length > gateway.maxBody() ? gateway.tooLarge() : answer(request, body);
    } catch (TooSlow e) {
      return HttpReply.message(408, "Request Timeout");
    } catch (IOException e) { // the body is not what HTTP says, or ends before its end
      return HttpReply.message(400, "Bad Request");
    }
  }

  private HttpReply answer(Request request, byte[] body) {
    boolean neighbour =
        request.getConnectionMetaData().getRemoteSocketAddress() instanceof UnixDomainSocketAddress;
    TrustedProxies trusted = neighbour ? proxiesAndNeighbours : proxies;
    String peer = neighbour ? TrustedProxies.THIS_MACHINE : Request.getRemoteAddr(request);
    Map<String, List<String>> headers = headers(request);
    String id = trusted.requestId(peer, headers).orElseGet(ApiGateway::newRequestId);
    return gateway.answer(call(request, headers, trusted.client(peer, headers), body), id);
  }

  /** One byte more than allowed, or some, show that it is too long. */
  private byte[] body(Request request) throws IOException {
    if (request.getLength() == 0 || isWithoutBody(request)) {
      return NOTHING;
    }
    ByteArrayOutputStream body =
        new ByteArrayOutputStream((int) Math.max(BUFFER, request.getLength()));
    byte[] buffer = new byte[BUFFER];
    long end = System.nanoTime() + bodyLimit.toNanos();
    try (InputStream in = Content.Source.asInputStream(request)) {
      int read = in.read(buffer);
      while (read >= 0 && body.size() <= gateway.maxBody()) {
        body.write(buffer, 0, read);
        if (System.nanoTime() - end > 0) {
          throw new TooSlow();
        }
        read = body.size() > gateway.maxBody() ? -1 : in.read(buffer);
      }
    }
    return body.toByteArray();
  }

  /**
   * HTTP/1.1 announces a body by one of two headers; without them there is none (RFC 9112, 6.3).
   */
  private static boolean isWithoutBody(Request request) {
    return request.getLength() < 0
        && request.getConnectionMetaData().getHttpVersion().compareTo(HttpVersion.HTTP_2) < 0
        && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  private static HttpCall call(
      Request request, Map<String, List<String>> headers, String client, byte[] body) {
    HttpURI uri = request.getHttpURI();
    String path = uri.getPath();
    String query = uri.getQuery();
    return new HttpCall(
        request.getMethod(),
        path == null || path.isEmpty() ? "/" : path,
        query == null ? "" : query,
        request.getConnectionMetaData().getProtocol(),
        headers,
        Request.getServerName(request),
        Request.getServerPort(request),
        client,
        body);
  }

  private static Map<String, List<String>> headers(Request request) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (HttpField field : request.getHeaders()) {
      String value = field.getValue();
      headers
          .computeIfAbsent(field.getLowerCaseName(), name -> new ArrayList<>(1))
          .add(value == null ? "" : value);
    }
    return headers;
  }

  private static void write(HttpReply reply, Response response, Callback callback) {
    response.setStatus(reply.status());
    reply
        .headers()
        .forEach(header -> response.getHeaders().add(header.getKey(), header.getValue()));
    reply.cookies().forEach(cookie -> response.getHeaders().add(HttpHeader.SET_COOKIE, cookie));
    response.write(true, ByteBuffer.wrap(reply.body()), callback);
  }

  /** A body comes bit by bit, and will not come to its end in time. */
  private static final class TooSlow extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
