package dev.linnet.localruntime.operator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** 200 where work may be sent here, 503 while Linnet starts or drains. */
final class ReadyPage extends Handler.Abstract.NonBlocking {
  private final Readiness readiness;

  ReadyPage(Readiness readiness) {
    this.readiness = readiness;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Readiness.State state = readiness.state();
    response.setStatus(state == Readiness.State.READY ? 200 : 503);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    String text = state.name().toLowerCase(Locale.ROOT) + "\n";
    response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), callback);
    return true;
  }
}
