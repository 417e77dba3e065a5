package dev.linnet.localruntime.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The environments of one function: kept warm after a call, ended when nobody wants them. */
final class EnvironmentPool implements AutoCloseable {
  private static final Duration SWEEP = Duration.ofMillis(250);

  private final Launch launch;
  private final Duration idleLimit;
  private final Set<Environment> all = ConcurrentHashMap.newKeySet();
  private final Deque<Environment> idle = new ArrayDeque<>(); // guarded by itself
  private final ExecutorService ends = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledFuture<?> sweep;

  /** Starts one more environment. */
  @FunctionalInterface
  interface Launch {
    Environment launch() throws IOException;
  }

  /**
   * A pool with nothing in it.
   *
   * @param idleLimit how long an environment may wait for a call
   */
  EnvironmentPool(Launch launch, Duration idleLimit, ScheduledThreadPoolExecutor timers) {
    this.launch = launch;
    this.idleLimit = idleLimit;
    this.sweep =
        timers.scheduleWithFixedDelay(
            this::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
  }

  Environment launch() {
    try {
      Environment environment = launch.launch();
      all.add(environment);
      return environment;
    } catch (IOException e) {
      throw new UncheckedIOException("A process for a function cannot be started.", e);
    }
  }

  /** The one that was called last, so that the others may go; nothing where all are busy. */
  Optional<Environment> take() {
    synchronized (idle) {
      return Optional.ofNullable(idle.pollFirst());
    }
  }

  /** Keeps it for the next call, where it lives. */
  void giveBack(Environment environment) {
    if (!environment.isAlive()) {
      all.remove(environment);
      return;
    }
    synchronized (idle) {
      idle.addFirst(environment);
    }
  }

  private void sweep() {
    for (Environment old : removeOld()) {
      all.remove(old);
      ends.execute(old::close);
    }
    all.removeIf(environment -> !environment.isAlive());
  }

  private List<Environment> removeOld() {
    synchronized (idle) {
      List<Environment> old =
          idle.stream().filter(e -> e.idle().compareTo(idleLimit) > 0 || !e.isAlive()).toList();
      idle.removeAll(old);
      return old;
    }
  }

  int size() {
    return all.size();
  }

  /** How many of them stand still until they are called. */
  int frozen() {
    return (int) all.stream().filter(Environment::isFrozen).count();
  }

  /** Of all of them, in bytes. */
  long memory() {
    return all.stream().mapToLong(Environment::memory).sum();
  }

  /** Ends all of them at the same time, and waits. */
  @Override
  public void close() {
    sweep.cancel(false);
    all.forEach(environment -> ends.execute(environment::close));
    ends.close();
  }
}
