package dev.linnet.localruntime.events;

import dev.linnet.localruntime.runtime.Invocation;
import dev.linnet.localruntime.runtime.LocalFunction;
import dev.linnet.topology.RetryPolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls functions that nobody waits for, again after a while where they fail, and keeps as dead
 * letters what failed too often. Thread-safe.
 */
public final class BackgroundWork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundWork.class);
  private static final int THREADS = 2;
  private static final int MAX_WAITING = 1_000;
  private static final int MAX_DEAD_LETTERS = 1_000;

  private final ScheduledThreadPoolExecutor executor;
  private final RetryPolicy retries;
  private final Deque<DeadLetter> deadLetters = new ArrayDeque<>(); // guarded by itself

  public BackgroundWork(RetryPolicy retries) {
    this.retries = retries;
    this.executor =
        new ScheduledThreadPoolExecutor(
            THREADS, Thread.ofPlatform().name("background-", 0).daemon().factory());
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    executor.setRemoveOnCancelPolicy(true);
  }

  /**
   * An event that no try brought to its function.
   *
   * @param event as JSON
   */
  public record DeadLetter(String function, String event, String lastError) {}

  /** Calls the function soon; a dead letter at once where too much is waiting already. */
  public void submit(LocalFunction function, String event) {
    schedule(function, event, 0, 0);
  }

  public List<DeadLetter> deadLetters() {
    synchronized (deadLetters) {
      return List.copyOf(deadLetters);
    }
  }

  private void schedule(LocalFunction function, String event, int tries, long delayMillis) {
    if (executor.getQueue().size() >= MAX_WAITING) {
      bury(function, event, "too many events are waiting");
      return;
    }
    try {
      var _ =
          executor.schedule(() -> run(function, event, tries), delayMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.info("The event for {} came while Linnet was ending.", function.name());
    }
  }

  private void run(LocalFunction function, String event, int tries) {
    String error =
        switch (function.call(event.getBytes(StandardCharsets.UTF_8))) {
          case Invocation.Answered(byte[] reply) -> {
            LOG.info("{}: {}", function.name(), new String(reply, StandardCharsets.UTF_8));
            yield "";
          }
          case Invocation.Failed(String type) -> type;
          case Invocation.TimedOut _ -> "timed out";
          case Invocation.Throttled _ -> "throttled";
        };
    if (error.isEmpty()) {
      return;
    }
    if (tries < retries.maxRetries()) {
      schedule(function, event, tries + 1, retries.delay().toMillis());
    } else {
      bury(function, event, error);
    }
  }

  private void bury(LocalFunction function, String event, String error) {
    LOG.error("The event for {} is a dead letter ({}): {}", function.name(), error, event);
    synchronized (deadLetters) {
      if (deadLetters.size() == MAX_DEAD_LETTERS) {
        deadLetters.removeFirst();
      }
      deadLetters.addLast(new DeadLetter(function.name(), event, error));
    }
  }

  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
