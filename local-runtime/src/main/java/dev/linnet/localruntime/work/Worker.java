package dev.linnet.localruntime.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Does background work, beside any number of other workers on the same database: each occurrence is
 * picked by one of them, and taken over by another where its worker dies. Thread-safe.
 */
public final class Worker implements AutoCloseable {
  private static final RandomGenerator RANDOM = () -> ThreadLocalRandom.current().nextLong();
  private static final String TICK = "tick:";
  private static final String INSTANCE = "next";
  private static final int MISSED_HEARTBEATS = 6;
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration PRUNING = Duration.ofMinutes(5);

  /** As long as the front end drains; what runs longer is taken over by another worker. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final InstantSource clock;
  private final WorkLog log;
  private final ScheduleTable table;
  private final Map<String, Regular> regulars;
  private final Map<String, Task<Void>> ticks;
  private final Scheduler scheduler;

  /**
   * A worker that does nothing yet.
   *
   * @param targets the functions that this worker may call, by their names
   * @param regulars the schedules of those
   */
  public Worker(
      WorkDatabase database,
      WorkSettings settings,
      Map<String, Target> targets,
      List<Regular> regulars,
      InstantSource clock) {
    this.clock = clock;
    this.log = new WorkLog(database, clock);
    this.table = new ScheduleTable(database, RANDOM);
    this.regulars =
        regulars.stream().collect(Collectors.toUnmodifiableMap(Regular::name, Function.identity()));
    this.ticks = regulars.stream().collect(Collectors.toUnmodifiableMap(Regular::name, this::tick));
    this.scheduler = scheduler(database, settings, targets);
  }

  private Scheduler scheduler(
      WorkDatabase database, WorkSettings settings, Map<String, Target> targets) {
    String name = name();
    Invocations invocations = new Invocations(log, clock, RANDOM, name);
    List<Task<?>> tasks = new ArrayList<>(ticks.values());
    targets.forEach(
        (function, target) ->
            tasks.add(
                invocations.of(
                    function, target, Objects.requireNonNull(settings.retries().get(function)))));
    return Scheduler.create(database.source(), tasks)
        .tableName("work.task")
        .startTasks(
            Tasks.recurring("prune", FixedDelay.of(PRUNING))
                .execute((_, _) -> log.prune(settings.history())))
        .schedulerName(new SchedulerName.Fixed(name))
        .serializer(new NoData())
        .threads(settings.threads())
        .pollingInterval(settings.poll())
        .heartbeatInterval(settings.heartbeat())
        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
        .deleteUnresolvedAfter(Duration.ofDays(36_500)) // other workers know what this one does not
        .failureLogging(LogLevel.OFF, false)
        .addSchedulerListener(new Outage(clock))
        .shutdownMaxWait(STOP_LIMIT)
        .clock(clock::instant)
        .build();
  }

  /** Another one for every start, so that nothing of a dead process counts as this one's. */
  private static String name() {
    return ProcessHandle.current().pid() + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  private Task<Void> tick(Regular regular) {
    return Tasks.custom(TICK + regular.name(), Void.class)
        .onFailure(
            (complete, operations) -> operations.reschedule(complete, clock.instant().plus(PAUSE)))
        .onDeadExecutionRevive()
        .execute((_, context) -> tick(regular, context));
  }

  /** However often this is repeated, the time of the tick gives the work its id. */
  private CompletionHandler<Void> tick(Regular regular, ExecutionContext context) {
    Instant due = context.getExecution().getExecutionTime();
    if (!table.isPaused(regular.name())) {
      record(regular, regular.name() + "@" + due, due, Work.Cause.SCHEDULE);
    }
    return table
        .next(regular, clock.instant())
        .<CompletionHandler<Void>>map(
            next -> (complete, operations) -> operations.reschedule(complete, next))
        .orElseGet(OnCompleteRemove::new);
  }

  /** Begins to work; in what has been missed it is late, not lost. */
  public void start() {
    regulars.forEach(
        (name, regular) ->
            table.set(
                regular,
                Objects.requireNonNull(ticks.get(name)).instance(INSTANCE),
                scheduler,
                clock.instant()));
    scheduler.start();
  }

  /**
   * Records work; when this returns true, it is kept whatever happens. False where too much is
   * waiting: nothing of it is recorded then.
   *
   * @throws WorkUnavailable where the database is not there
   */
  public boolean submit(List<Work> work) {
    boolean recorded = work.isEmpty() || log.recordAll(work);
    scheduler.triggerCheckForDueExecutions();
    return recorded;
  }

  /** Records one more run of a schedule, now; gives its id, empty where there is no schedule. */
  public String runNow(String schedule) {
    Regular regular = regulars.get(schedule);
    if (regular == null) {
      return "";
    }
    String id = schedule + "#" + UUID.randomUUID();
    record(regular, id, clock.instant(), Work.Cause.OPERATOR);
    return id;
  }

  private void record(Regular regular, String id, Instant time, Work.Cause cause) {
    String event = regular.events().at(time);
    log.record(new Work(id, regular.function(), regular.name(), cause, event), Integer.MAX_VALUE);
    scheduler.triggerCheckForDueExecutions();
  }

  /** Tries a dead letter again; false where it is none. */
  public boolean redrive(String id) {
    boolean redriven = log.redrive(id);
    scheduler.triggerCheckForDueExecutions();
    return redriven;
  }

  /** Lets a schedule rest, or go on; false where there is none of that name. */
  public boolean pause(String schedule, boolean paused) {
    return table.pause(schedule, paused);
  }

  /** Lets what runs finish, for 20 seconds at most. */
  @Override
  public void close() {
    scheduler.stop();
  }
}
