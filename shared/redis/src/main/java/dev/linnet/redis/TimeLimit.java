package dev.linnet.redis;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * Fails calls that have had no answer for too long. One timer looks after all of them, since all
 * may take equally long: the oldest is the next to be late. A timer for each, or a wait with a
 * limit, which is one too, costs a virtual thread a fifth of a call to Redis. Thread-safe.
 */
final class TimeLimit {
  private final Duration limit;
  private final BiConsumer<Duration, Runnable> after;
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean armed = new AtomicBoolean();

  /**
   * @param after runs something after a while; may refuse when nothing is to run any more
   */
  TimeLimit(Duration limit, BiConsumer<Duration, Runnable> after) {
    this.limit = limit;
    this.after = after;
  }

  /** Fails {@code call} with a {@link TimeoutException} unless it is done within the limit. */
  void watch(CompletableFuture<?> call) {
    calls.add(new Call(call, System.nanoTime() + limit.toNanos()));
    if (!armed.get() && armed.compareAndSet(false, true)) {
      arm(limit);
    }
  }

  private void arm(Duration pause) {
    try {
      after.accept(pause, this::look);
    } catch (RejectedExecutionException closed) {
      armed.set(false);
      failAll(closed);
    }
  }

  private void look() {
    long now = System.nanoTime();
    Call oldest = calls.peek();
    while (oldest != null && oldest.isOverAt(now)) {
      if (!oldest.future.isDone()) { // nearly all are, and an exception costs more than a call
        oldest.fail(new TimeoutException("No answer within " + limit.toMillis() + " ms."));
      }
      calls.poll();
      oldest = calls.peek();
    }
    if (oldest != null) {
      arm(Duration.ofNanos(oldest.deadline - now));
      return;
    }
    armed.set(false);
    if (!calls.isEmpty() && armed.compareAndSet(false, true)) {
      arm(limit);
    }
  }

  private void failAll(Throwable fault) {
    for (Call call = calls.poll(); call != null; call = calls.poll()) {
      call.fail(fault);
    }
  }

  private record Call(CompletableFuture<?> future, long deadline) {
    boolean isOverAt(long now) {
      return future.isDone() || deadline - now <= 0;
    }

    void fail(Throwable fault) {
      future.completeExceptionally(fault); // no effect where it is done
    }
  }
}
