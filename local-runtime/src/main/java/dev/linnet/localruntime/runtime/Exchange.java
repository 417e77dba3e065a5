package dev.linnet.localruntime.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call on its way through an execution environment. Thread-safe. */
final class Exchange {
  private final Call call;
  private final Duration limit;
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private volatile boolean taken;
  private volatile long deadline;

  Exchange(Call call, Duration limit) {
    this.call = call;
    this.limit = limit;
  }

  Call call() {
    return call;
  }

  /** The runtime has it from now on, and the function's time begins. */
  void take() {
    deadline = System.currentTimeMillis() + limit.toMillis();
    taken = true;
  }

  /** What the runtime is told of the call. */
  Map<String, String> headers(String functionArn) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Lambda-Runtime-Aws-Request-Id", call.requestId());
    headers.put("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
    headers.put("Lambda-Runtime-Invoked-Function-Arn", functionArn);
    headers.put("Lambda-Runtime-Trace-Id", traceId());
    if (!call.clientContext().isEmpty()) {
      headers.put("Lambda-Runtime-Client-Context", call.clientContext());
    }
    return headers;
  }

  /** A trace of X-Ray's that nobody records. */
  private String traceId() {
    String random = call.requestId().replace("-", "");
    return "Root=1-%s-%s;Parent=%s;Sampled=0"
        .formatted(random.substring(0, 8), random.substring(8), random.substring(16));
  }

  /** Only the first answer counts. */
  void answer(Answer given) {
    answer.complete(given);
  }

  /** The process has ended. */
  void die(Answer.End end) {
    answer.complete(new Answer.Died(end, taken));
  }

  /** Waits for the answer, as long as the function may take. */
  Answer await() {
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.complete(new Answer.TimedOut());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer.complete(new Answer.TimedOut());
    } catch (ExecutionException e) {
      throw new IllegalStateException("An exchange has no exceptions.", e);
    }
    return answer.join();
  }
}
