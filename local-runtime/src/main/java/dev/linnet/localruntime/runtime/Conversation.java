package dev.linnet.localruntime.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What one execution environment and we say to each other. Thread-safe. */
final class Conversation {
  private final String functionArn;
  private final CompletableFuture<Optional<Answer>> start = new CompletableFuture<>();

  /** Nothing stands for the end. */
  private final BlockingQueue<Optional<Exchange>> waiting = new LinkedBlockingQueue<>();

  private @Nullable Exchange current;
  private Answer.@Nullable End end;
  private @Nullable Pace pace;

  Conversation(String functionArn) {
    this.functionArn = functionArn;
  }

  String functionArn() {
    return functionArn;
  }

  /** The runtime asks for its next call, and waits for it; nothing where there will be none. */
  Optional<Exchange> next() {
    rest();
    start.complete(Optional.empty());
    try {
      Optional<Exchange> next = waiting.take();
      next.ifPresent(Exchange::take);
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Where no call waits, the process has nothing to do any more. */
  private synchronized void rest() {
    if (waiting.isEmpty() && pace != null) {
      pace.freeze();
    }
  }

  /** Whose pace the conversation sets; before its process says anything. */
  synchronized void sets(Pace pace) {
    this.pace = pace;
  }

  /** The runtime answers; false where it was not asked that. */
  synchronized boolean answer(String requestId, Answer answer) {
    Exchange asked = current;
    if (asked == null || !asked.call().requestId().equals(requestId)) {
      return false;
    }
    current = null;
    asked.answer(answer);
    return true;
  }

  /** Who takes the reply to this bit by bit, if anybody does. */
  synchronized Optional<ReplyStream> streamOf(String requestId) {
    return Optional.ofNullable(current)
        .map(Exchange::call)
        .filter(call -> call.requestId().equals(requestId))
        .flatMap(Call::stream);
  }

  /** The runtime says that the function does not start. */
  void failInit(String type, byte[] payload) {
    start.complete(Optional.of(new Answer.Failed(type, payload)));
  }

  /** Waits until the function has started; else tells what came instead. */
  Optional<Answer> awaitStart(Duration limit) {
    try {
      return start.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return Optional.of(new Answer.TimedOut());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(new Answer.TimedOut());
    } catch (ExecutionException e) {
      throw new IllegalStateException("A start has no exceptions.", e);
    }
  }

  /** Hands a call over; one at a time. */
  synchronized void ask(Exchange exchange) {
    if (end != null) {
      exchange.die(end);
    } else {
      current = exchange;
      waiting.add(Optional.of(exchange));
      if (pace != null) {
        pace.thaw();
      }
    }
  }

  /** The process has ended. */
  synchronized void end(Answer.End how) {
    end = how;
    start.complete(Optional.of(new Answer.Died(how, true)));
    if (current != null) {
      current.die(how);
    }
    waiting.add(Optional.empty());
  }
}
