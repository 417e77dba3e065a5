package dev.linnet.localruntime.front;

import dev.linnet.localruntime.runtime.Invocation;
import dev.linnet.localruntime.runtime.LocalFunction;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How long a gateway waits for a function; the function goes on without it. */
record GatewayLimit(Duration limit) {
  /** Nothing where it took too long. */
  Optional<Invocation> call(LocalFunction function, byte[] event) {
    if (function.longestCall().compareTo(limit) <= 0) {
      return Optional.of(function.call(event));
    }
    CompletableFuture<Invocation> answer = new CompletableFuture<>();
    Thread.startVirtualThread(() -> complete(answer, function, event));
    try {
      return Optional.of(answer.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The function " + function.name() + " failed.", e.getCause());
    }
  }

  private static void complete(
      CompletableFuture<Invocation> answer, LocalFunction function, byte[] event) {
    try {
      answer.complete(function.call(event));
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }
}
