package dev.linnet.localruntime.operator;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;

/** Path prefixes and who answers below them; the longest that fits counts. Thread-safe. */
final class Mounts extends Handler.Abstract implements OperatorPages {
  private final Map<String, Handler> handlers =
      new ConcurrentSkipListMap<>(
          Comparator.comparingInt(String::length).reversed().thenComparing(prefix -> prefix));

  @Override
  public void mount(String prefix, Handler handler) {
    if (!prefix.startsWith("/")) {
      throw new IllegalArgumentException("A prefix starts with /: " + prefix);
    }
    handler.setServer(getServer());
    LifeCycle.start(handler);
    if (handlers.putIfAbsent(prefix, handler) != null) {
      throw new IllegalArgumentException("Somebody answers already below " + prefix);
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = request.getHttpURI().getPath();
    for (Map.Entry<String, Handler> mount : handlers.entrySet()) {
      if (path != null && path.startsWith(mount.getKey())) {
        return mount.getValue().handle(request, response, callback);
      }
    }
    return false; // which the server answers with 404
  }

  @Override
  protected void doStop() throws Exception {
    handlers.values().forEach(handler -> LifeCycle.stop(handler));
    super.doStop();
  }
}
