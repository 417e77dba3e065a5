package dev.linnet.localruntime.front;

import java.time.Duration;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

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
    private final HeadDeadline deadline;

    Patient(HttpConfiguration settings, Connector connector, EndPoint endPoint, Duration patience) {
      super(settings, connector, endPoint);
      this.deadline = new HeadDeadline(endPoint, connector.getScheduler(), patience);
    }

    @Override
    public void onFillable() {
      super.onFillable();
      HttpParser parser = getParser();
      deadline.watch(parser.inHeaderState() && !parser.isStart());
    }
  }
}
