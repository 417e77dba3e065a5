package dev.linnet.localruntime.runtime;

import dev.linnet.topology.LambdaFunction;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A function whose calls run in processes of their own, one call at a time in each, as many
 * processes as there are calls at once.
 */
final class ProcessFunction implements LocalFunction {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessFunction.class);

  private static final long MEGA = 1024L * 1024;

  private final LambdaFunction function;
  private final EnvironmentPool pool;
  private final LambdaHost.Limits limits;
  private final Semaphore free;

  ProcessFunction(LambdaFunction function, EnvironmentPool pool, LambdaHost.Limits limits) {
    this.function = function;
    this.pool = pool;
    this.limits = limits;
    this.free = new Semaphore(limits.environments());
  }

  /** A call in an environment, which had to start for it or not. */
  private record Run(Environment environment, Answer answer, Duration duration, Duration init) {
    boolean cameTooLate() {
      return answer instanceof Answer.Died died && !died.taken();
    }
  }

  @Override
  public LambdaFunction description() {
    return function;
  }

  /** Two starts of which the first is given up, and a call. */
  @Override
  public Duration longestCall() {
    return limits.start().plus(function.timeout().multipliedBy(2));
  }

  @Override
  public int busy() {
    return limits.environments() - free.availablePermits();
  }

  @Override
  public Use use() {
    int warm = pool.size();
    long limit = function.memoryMegabytes() * MEGA * Math.max(1, warm);
    return new Use("runtime-api", warm, busy(), pool.frozen(), pool.memory(), limit);
  }

  @Override
  public Invocation call(byte[] event) {
    return invoke(Call.of(event)).invocation();
  }

  @Override
  public Outcome invoke(Call call) {
    if (!free.tryAcquire()) {
      Invocation throttled = new Invocation.Throttled();
      return new Outcome(throttled, Payloads.of(call, function, throttled, null), "");
    }
    try {
      Run run = runWarm(call).orElseGet(() -> runCold(call));
      pool.giveBack(run.environment());
      return outcome(call, run);
    } finally {
      free.release();
    }
  }

  /** Nothing where no environment waits, or those that did have ended meanwhile. */
  private Optional<Run> runWarm(Call call) {
    for (Optional<Environment> warm = pool.take(); warm.isPresent(); warm = pool.take()) {
      Run run = run(warm.get(), call, Duration.ZERO);
      if (!run.cameTooLate()) {
        return Optional.of(run);
      }
    }
    return Optional.empty();
  }

  /** A start that fails is tried once more. */
  private Run runCold(Call call) {
    Run first = runIn(pool.launch(), call, limits.start());
    return first.init().isZero() ? runIn(pool.launch(), call, function.timeout()) : first;
  }

  /** The start took no time where there was none. */
  private Run runIn(Environment cold, Call call, Duration startLimit) {
    Optional<Answer> failure = cold.awaitStart(startLimit);
    failure.ifPresent(reason -> LOG.warn("{}", CallReport.initLine(cold.age(), status(reason))));
    return failure.isPresent()
        ? new Run(cold, failure.get(), cold.age(), Duration.ZERO)
        : run(cold, call, cold.age());
  }

  private static Run run(Environment environment, Call call, Duration init) {
    long start = System.nanoTime();
    Answer answer = environment.call(call);
    return new Run(environment, answer, Duration.ofNanos(System.nanoTime() - start), init);
  }

  private Outcome outcome(Call call, Run run) {
    CallReport report =
        new CallReport(
            call.requestId(),
            function,
            run.duration(),
            run.init(),
            run.environment().peakMegabytes(),
            status(run.answer()));
    LOG.info("{}", report.line());
    String log = report.startLine() + "\n" + run.environment().log() + report.endLines();
    return new Outcome(invocation(run.answer()), Payloads.of(call, function, run.answer()), log);
  }

  private static Invocation invocation(Answer answer) {
    return switch (answer) {
      case Answer.Reply(byte[] payload) -> new Invocation.Answered(payload);
      case Answer.Failed(String type, byte[] payload) ->
          new Invocation.Failed(Payloads.errorType(payload).orElse(type));
      case Answer.TooLarge _ -> new Invocation.Failed(Payloads.TOO_LARGE);
      case Answer.TimedOut _ -> new Invocation.TimedOut();
      case Answer.Died(Answer.End end, _) -> new Invocation.Failed(end.type());
    };
  }

  /** As Lambda reports it. */
  private static String status(Answer answer) {
    return switch (answer) {
      case Answer.Reply _ -> "";
      case Answer.Failed(String type, _) -> CallReport.error(type);
      case Answer.TooLarge _ -> CallReport.error(Payloads.TOO_LARGE);
      case Answer.TimedOut _ -> "timeout";
      case Answer.Died(Answer.End end, _) -> CallReport.error(end.type());
    };
  }

  @Override
  public void close() {
    pool.close();
  }
}
