package dev.linnet.mongo;

import com.mongodb.event.ConnectionCheckOutFailedEvent;
import com.mongodb.event.ConnectionCheckOutStartedEvent;
import com.mongodb.event.ConnectionCheckedInEvent;
import com.mongodb.event.ConnectionCheckedOutEvent;
import com.mongodb.event.ConnectionClosedEvent;
import com.mongodb.event.ConnectionCreatedEvent;
import com.mongodb.event.ConnectionPoolListener;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a client's connections do. */
final class ConnectionWatch implements ConnectionPoolListener {
  private final LongAdder open = new LongAdder();
  private final LongAdder inUse = new LongAdder();
  private final LongAdder waiting = new LongAdder();

  /** The counters are read one after the other, so they are kept from contradicting each other. */
  ConnectionUse use(int limit) {
    int busy = atLeastZero(inUse);
    int size = Math.max(atLeastZero(open), busy);
    return new ConnectionUse(limit, size, busy, size - busy, atLeastZero(waiting));
  }

  private static int atLeastZero(LongAdder counter) {
    return Math.max(0, counter.intValue());
  }

  @Override
  public void connectionCreated(ConnectionCreatedEvent event) {
    open.increment();
  }

  @Override
  public void connectionClosed(ConnectionClosedEvent event) {
    open.decrement();
  }

  @Override
  public void connectionCheckOutStarted(ConnectionCheckOutStartedEvent event) {
    waiting.increment();
  }

  @Override
  public void connectionCheckOutFailed(ConnectionCheckOutFailedEvent event) {
    waiting.decrement();
  }

  @Override
  public void connectionCheckedOut(ConnectionCheckedOutEvent event) {
    waiting.decrement();
    inUse.increment();
  }

  @Override
  public void connectionCheckedIn(ConnectionCheckedInEvent event) {
    inUse.decrement();
  }
}
