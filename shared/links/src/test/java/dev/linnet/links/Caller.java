package dev.linnet.links;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call on a thread of its own. */
final class Caller<T> {
  private static final int LIMIT_SECONDS = 10;

  private final FutureTask<T> task;
  private final Thread thread;

  private Caller(Callable<T> call) {
    this.task = new FutureTask<>(call);
    this.thread = Thread.ofPlatform().daemon().start(task);
  }

  static <T> Caller<T> start(Callable<T> call) {
    return new Caller<>(call);
  }

  /** Returns once the call waits for another thread, or is over. */
  static <T> Caller<T> waiting(Callable<T> call) {
    Caller<T> caller = new Caller<>(call);
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .atMost(Duration.ofSeconds(LIMIT_SECONDS))
        .until(caller::isParkedOrOver);
    return caller;
  }

  /** What the call returned. */
  T outcome() {
    try {
      return get();
    } catch (ExecutionException e) {
      throw new AssertionError("The call failed.", e.getCause());
    }
  }

  /** What the call threw. */
  Throwable failure() {
    try {
      throw new AssertionError("The call returned " + get());
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  /** Waits until another thread opens the latch. */
  static void pass(CountDownLatch latch) {
    try {
      if (!latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("Nobody opened the latch.");
      }
    } catch (InterruptedException e) {
      throw new AssertionError("Interrupted at the latch.", e);
    }
  }

  private T get() throws ExecutionException {
    try {
      return task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("The call did not end.", e);
    }
  }

  private boolean isParkedOrOver() {
    StackTraceElement[] stack = thread.getStackTrace();
    return task.isDone() || (stack.length > 0 && stack[0].getMethodName().equals("park"));
  }
}
