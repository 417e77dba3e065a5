package dev.linnet.localruntime.front;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** Closes a connection on which a request's head stays half there for too long. Thread-safe. */
final class HeadDeadline {
  private final EndPoint connection;
  private final Scheduler scheduler;
  private final Duration patience;
  private Scheduler.@Nullable Task running;

  HeadDeadline(EndPoint connection, Scheduler scheduler, Duration patience) {
    this.connection = connection;
    this.scheduler = scheduler;
    this.patience = patience;
  }

  /** To be told after each look; the time runs from the first one that finds half a head. */
  synchronized void watch(boolean headIsHalf) {
    Scheduler.Task task = running;
    if (headIsHalf && task == null) {
      running = scheduler.schedule(connection::close, patience.toMillis(), TimeUnit.MILLISECONDS);
    } else if (!headIsHalf && task != null) {
      task.cancel();
      running = null;
    }
  }
}
