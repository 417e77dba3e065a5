package dev.linnet.localruntime.front;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Takes as many connections as it has places, and waits for the whole of a head in HTTP/2 only so
 * long, as {@link PatientHttp} does in HTTP/1.1. Jetty does not tell how far it is in a frame, so
 * the bytes are looked at as they come.
 */
final class PatientConnector extends ServerConnector {
  private static final int NO_ACCEPTORS = 0; // a selector takes connections, see Arrivals

  /** As many as the machine can use. */
  static final int USUAL_SELECTORS = -1;

  private final Duration patience;
  private final Places places;
  private final List<ServerSocketChannel> others = new CopyOnWriteArrayList<>();

  PatientConnector(
      Server server,
      int selectors,
      int connections,
      Duration patience,
      ConnectionFactory... protocols) {
    super(server, null, null, null, NO_ACCEPTORS, selectors, protocols);
    this.patience = patience;
    this.places = new Places(connections, this);
    getSelectorManager().addEventListener(places);
  }

  /** Whether somebody waits for a place. */
  boolean somebodyWaits() {
    return places.somebodyWaits();
  }

  /** Takes everybody from now on. */
  void takeEverybody() {
    places.makeEndless();
  }

  /**
   * Listens on this one, too, with the same places.
   *
   * @param listener of any kind that does not block; its owner closes it
   */
  void alsoListenOn(ServerSocketChannel listener) {
    others.add(listener);
    getSelectorManager().acceptor(listener);
  }

  List<ServerSocketChannel> listeners() {
    List<ServerSocketChannel> all = new ArrayList<>(others);
    all.add((ServerSocketChannel) getTransport());
    return all;
  }

  /** Those that are registered with this selector, and open. */
  List<SelectionKey> listenersOf(Selector selector) {
    return listeners().stream()
        .flatMap(listener -> Stream.ofNullable(listener.keyFor(selector)))
        .filter(SelectionKey::isValid)
        .toList();
  }

  /** Jetty's own way to do so is for TCP only. */
  void take(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
    getSelectorManager().accept(channel);
  }

  /**
   * Ends connections on which nothing happened for so long and no request waits for its answer; on
   * the selector's thread.
   */
  void endSilent(Selector selector, Duration limit) {
    for (EndPoint each : getConnectedEndPoints()) {
      ((Patient) each).endIfSilent(selector, limit);
    }
  }

  @Override
  protected SelectorManager newSelectorManager(
      Executor executor, Scheduler scheduler, int selectors) {
    return new ServerConnectorManager(executor, scheduler, selectors) {
      @Override
      protected @Nullable SelectableChannel doAccept(SelectableChannel listener)
          throws IOException {
        if (places.areAllTaken()) {
          places.waitForOne();
          return null;
        }
        return super.doAccept(listener);
      }

      @Override
      protected void accepted(SelectableChannel channel) throws IOException {
        take((SocketChannel) channel);
      }
    };
  }

  @Override
  protected SocketChannelEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) {
    Patient endPoint = new Patient(channel, selector, key, getScheduler(), patience);
    endPoint.setIdleTimeout(getIdleTimeout());
    return endPoint;
  }

  private static final class Patient extends SocketChannelEndPoint {
    private final SelectionKey key;
    private final HeadDeadline deadline;

    /** Since bytes were asked for; those that came may still wait for a thread to read them. */
    private volatile boolean nothingCame;

    private Http2Heads heads = new Http2Heads();

    Patient(
        SocketChannel channel,
        ManagedSelector selector,
        SelectionKey key,
        Scheduler scheduler,
        Duration patience) {
      super(channel, selector, key, scheduler);
      this.key = key;
      this.deadline = new HeadDeadline(this, scheduler, patience);
    }

    @Override
    protected void needsFillInterest() {
      nothingCame = true;
      super.needsFillInterest();
    }

    @Override
    public Runnable onSelected() {
      if (key.isReadable()) {
        nothingCame = false;
      }
      return super.onSelected();
    }

    void endIfSilent(Selector selector, Duration limit) {
      if (key.selector().equals(selector) && nothingCame && getIdleFor() >= limit.toMillis()) {
        onIdleExpired(new TimeoutException("nothing happened, and others wait for a place"));
      }
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
      int filled = super.fill(buffer);
      if (filled > 0 && mayBeHttp2()) {
        look(buffer.slice(buffer.limit() - filled, filled));
      }
      return filled;
    }

    private boolean mayBeHttp2() {
      return !heads.isOther() || getConnection() instanceof HTTP2Connection;
    }

    /** HTTP/1.1 that was upgraded begins anew, with the preface. */
    private void look(ByteBuffer bytes) {
      if (heads.isOther()) {
        heads = new Http2Heads();
      }
      if (heads.see(bytes)) {
        deadline.watch(false); // who gets on has new time
      }
      deadline.watch(heads.isHalf());
    }
  }
}
