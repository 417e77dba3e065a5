package dev.linnet.localruntime.events;

import dev.linnet.localruntime.runtime.Invocation;
import dev.linnet.localruntime.runtime.LocalFunction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Sends an event to a function again and again. */
public final class Schedules implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("schedules").daemon().factory());
  private final BackgroundWork work;
  private final InstantSource clock;

  public Schedules(BackgroundWork work, InstantSource clock) {
    this.work = work;
    this.clock = clock;
  }

  /** The first event goes out after {@code every}. */
  public void add(LocalFunction function, Duration every) {
    var _ =
        timer.scheduleAtFixedRate(
            () -> work.submit(function, Event.tick(clock.instant()).json()),
            every.toMillis(),
            every.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Sends one event now, and waits for what comes of it. */
  public Invocation runNow(LocalFunction function) {
    return function.call(Event.tick(clock.instant()).json().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
