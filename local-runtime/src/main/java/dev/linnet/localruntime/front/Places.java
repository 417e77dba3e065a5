package dev.linnet.localruntime.front;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places for connections. While all are taken, who comes waits in the kernel, and connections on
 * which nothing happens for a second end. Thread-safe.
 *
 * <p>Jetty's own limit turns away who comes then, fails requests that take longer than that second,
 * and where it stops and goes on at once it closes the listener for good (12.1.13).
 */
final class Places implements SelectorManager.AcceptListener {
  private static final Duration SILENCE_WHEN_FULL = Duration.ofSeconds(1);

  private static final Duration TELL_EVERY = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(Places.class);

  private final PatientConnector connector;
  private final Set<SelectableChannel> taken = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean searchIsDue = new AtomicBoolean();
  private long toldAt = System.nanoTime() - 2 * TELL_EVERY.toNanos();
  private volatile int count;

  /** Listeners that take nobody until there is a place. */
  private final Set<SelectionKey> shut = ConcurrentHashMap.newKeySet();

  Places(int count, PatientConnector connector) {
    this.count = count;
    this.connector = connector;
  }

  /** From now on there are as many as anybody wants. */
  void makeEndless() {
    count = Integer.MAX_VALUE;
    lookAgain();
  }

  boolean somebodyWaits() {
    return !shut.isEmpty();
  }

  boolean areAllTaken() {
    return taken.size() >= count;
  }

  /** Somebody came and found no place: nobody is taken until there is one. */
  void waitForOne() {
    tell();
    lookAgain();
    searchSoon();
  }

  @Override
  public void onAccepting(SelectableChannel channel) {
    taken.add(channel);
  }

  @Override
  public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
    onClosed(channel);
  }

  @Override
  public void onClosed(SelectableChannel channel) {
    if (taken.remove(channel) && somebodyWaits()) {
      lookAgain();
    }
  }

  /** On the selector's thread, as the wait. */
  private void tell() {
    long now = System.nanoTime();
    if (now - toldAt > TELL_EVERY.toNanos()) {
      toldAt = now;
      LOG.warn("All {} connections of port {} are taken.", count, connector.getLocalPort());
    }
  }

  private void lookAgain() {
    selectors().forEach(each -> each.submit(this::look));
  }

  private Collection<ManagedSelector> selectors() {
    return connector.getSelectorManager().getContainedBeans(ManagedSelector.class);
  }

  /** Who gives a place back from here on is seen by this look, or asks for another one. */
  private void look(Selector selector) {
    for (SelectionKey listener : connector.listenersOf(selector)) {
      shut.add(listener);
      boolean full = areAllTaken();
      listener.interestOps(full ? 0 : SelectionKey.OP_ACCEPT);
      if (!full) {
        shut.remove(listener);
      }
    }
  }

  private void searchSoon() {
    if (!searchIsDue.getAndSet(true)) {
      connector
          .getScheduler()
          .schedule(this::search, SILENCE_WHEN_FULL.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** What the kernel has of a connection is looked at between a look and the next one. */
  private void search() {
    searchIsDue.set(false);
    for (ManagedSelector each : selectors()) {
      each.submit(_ -> each.submit(selector -> connector.endSilent(selector, SILENCE_WHEN_FULL)));
    }
    if (somebodyWaits()) {
      searchSoon();
    }
  }
}
