package dev.linnet.localruntime.work;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what is recorded for one function. Whatever happens in between, the row of the work goes
 * only after its end is written down, so a worker that dies leaves it to be taken over.
 */
final class Invocations {
  private static final Logger LOG = LoggerFactory.getLogger(Invocations.class);

  /** Before work is begun again that our own database did not let begin. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final WorkLog log;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final String worker;

  Invocations(WorkLog log, InstantSource clock, RandomGenerator random, String worker) {
    this.log = log;
    this.clock = clock;
    this.random = random;
    this.worker = worker;
  }

  Task<Void> of(String function, Target target, Retries retries) {
    return Tasks.custom(WorkLog.INVOKE + function, Void.class)
        .onFailure(
            (complete, operations) -> operations.reschedule(complete, clock.instant().plus(PAUSE)))
        .onDeadExecutionRevive()
        .execute((instance, _) -> run(instance.getId(), target, retries));
  }

  private CompletionHandler<Void> run(String id, Target target, Retries retries) {
    Optional<Occurrence> begun = log.begin(id, worker, retries.maxRetries());
    if (begun.isEmpty()) {
      log.buryLost(id);
      return new OnCompleteRemove<>();
    }
    Occurrence work = begun.get();
    return switch (target.call(work.event())) {
      case Target.Outcome.Done(String report) -> {
        LOG.info("{}: {}", work.function(), report);
        log.succeeded(work, report);
        yield new OnCompleteRemove<>();
      }
      case Target.Outcome.Failed(String reason) -> failed(work, reason, retries);
    };
  }

  private CompletionHandler<Void> failed(Occurrence work, String reason, Retries retries) {
    Optional<Instant> next = retries.next(work.triesNow(), work.since(), clock.instant(), random);
    log.failed(work, reason, next.isEmpty());
    if (next.isEmpty()) {
      LOG.error("{} is a dead letter after {} tries: {}", work.id(), work.triesNow(), reason);
      return new OnCompleteRemove<>();
    }
    LOG.warn("{} failed ({}) and is tried again at {}.", work.id(), reason, next.get());
    return (complete, operations) -> operations.reschedule(complete, next.get());
  }
}
