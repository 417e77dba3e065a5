package dev.linnet.localruntime.front;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 that waits for the whole of a request's head only so long. Jetty's own limit begins anew
 * with every byte, so that a client could hold a connection for days.
 */
final class PatientHttp extends HttpConnectionFactory {
  private final Duration patience;

  PatientHttp(HttpConfiguration settings, Duration patience) {
    super(settings);
    this.patience = patience;
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    HttpConnection connection = new Patient(getHttpConfiguration(), connector, endPoint, patience);
    connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
    return configure(connection, connector, endPoint);
  }

  private static final class Patient extends HttpConnection {
    private final Scheduler scheduler;
    private final Duration patience;
    private Scheduler.@Nullable Task deadline; // guarded by this

    Patient(HttpConfiguration settings, Connector connector, EndPoint endPoint, Duration patience) {
      super(settings, connector, endPoint);
      this.scheduler = connector.getScheduler();
      this.patience = patience;
    }

    @Override
    public void onFillable() {
      super.onFillable();
      HttpParser parser = getParser();
      watch(parser.inHeaderState() && !parser.isStart());
    }

    private synchronized void watch(boolean headIsHalf) {
      Scheduler.Task running = deadline;
      if (headIsHalf && running == null) {
        deadline =
            scheduler.schedule(
                () -> getEndPoint().close(), patience.toMillis(), TimeUnit.MILLISECONDS);
      } else if (!headIsHalf && running != null) {
        running.cancel();
        deadline = null;
      }
    }
  }
}
