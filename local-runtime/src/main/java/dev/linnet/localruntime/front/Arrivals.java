package dev.linnet.localruntime.front;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;

/**
 * Connections between the kernel and the server. When a listener closes, the kernel resets those
 * that wait for it, although their clients may have sent a request already; so they are taken
 * first. What is left are the microseconds between the last look and the close.
 */
final class Arrivals implements SelectorManager.AcceptListener {
  private final PatientConnector connector;
  private final Set<SelectableChannel> underWay = ConcurrentHashMap.newKeySet();

  Arrivals(PatientConnector connector) {
    this.connector = connector;
    connector.getSelectorManager().addEventListener(this);
  }

  /** Takes all who wait and closes the listeners, on the threads that close them without delay. */
  Future<Void> close() {
    return CompletableFuture.allOf(
        connector.listeners().stream().map(this::close).toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Void> close(ServerSocketChannel listener) {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    for (ManagedSelector each :
        connector.getSelectorManager().getContainedBeans(ManagedSelector.class)) {
      each.submit(selector -> closeAt(selector, listener, closed));
    }
    return closed;
  }

  /** Whether somebody was taken whom the server does not know yet. */
  boolean areUnderWay() {
    return !underWay.isEmpty();
  }

  private void closeAt(
      Selector selector, ServerSocketChannel listener, CompletableFuture<Void> closed) {
    if (listener.keyFor(selector) == null) {
      return; // another one's
    }
    try {
      takeAll(listener);
      listener.close();
      closed.complete(null);
    } catch (IOException e) {
      closed.completeExceptionally(e);
    }
  }

  private void takeAll(ServerSocketChannel listener) throws IOException {
    SocketChannel next = listener.accept();
    while (next != null) {
      connector.take(next);
      next = listener.accept();
    }
  }

  @Override
  public void onAccepting(SelectableChannel channel) {
    underWay.add(channel);
  }

  @Override
  public void onAccepted(SelectableChannel channel) {
    underWay.remove(channel);
  }

  @Override
  public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
    underWay.remove(channel);
  }
}
