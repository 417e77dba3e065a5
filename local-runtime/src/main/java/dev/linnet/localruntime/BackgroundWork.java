package dev.linnet.localruntime;

import dev.linnet.config.Env;
import dev.linnet.localruntime.events.EventBridgeApi;
import dev.linnet.localruntime.events.EventBridgeHandler;
import dev.linnet.localruntime.events.EventBus;
import dev.linnet.localruntime.events.ScheduleSettings;
import dev.linnet.localruntime.runtime.AsyncCalls;
import dev.linnet.localruntime.runtime.Invocation;
import dev.linnet.localruntime.runtime.LocalFunction;
import dev.linnet.localruntime.tasks.Controls;
import dev.linnet.localruntime.work.Regular;
import dev.linnet.localruntime.work.Target;
import dev.linnet.localruntime.work.Target.Outcome;
import dev.linnet.localruntime.work.Work;
import dev.linnet.localruntime.work.WorkDatabase;
import dev.linnet.localruntime.work.WorkSettings;
import dev.linnet.localruntime.work.WorkUnavailable;
import dev.linnet.localruntime.work.WorkView;
import dev.linnet.localruntime.work.Worker;
import dev.linnet.topology.LambdaFunction;
import dev.linnet.topology.Topology;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.server.Handler;

/** The schedules, the event bus and the work that comes from both, for the functions here. */
final class BackgroundWork implements Controls, AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(20);

  private final WorkDatabase database;
  private final Worker worker;
  private final WorkView view;
  private final EventBridgeApi events;

  private BackgroundWork(
      WorkDatabase database, Worker worker, WorkView view, EventBridgeApi events) {
    this.database = database;
    this.worker = worker;
    this.view = view;
    this.events = events;
  }

  /** Starts to work for those of the topology's functions that are here. */
  static BackgroundWork start(
      Topology topology, Env env, Map<String, LocalFunction> functions, InstantSource clock) {
    List<String> names = topology.functions().stream().map(LambdaFunction::name).toList();
    WorkSettings settings = WorkSettings.from(env, names);
    List<Regular> regulars =
        topology.schedules().stream()
            .filter(schedule -> functions.containsKey(schedule.function()))
            .map(schedule -> ScheduleSettings.read(schedule, env))
            .toList();
    WorkDatabase database = WorkDatabase.open(settings.database());
    try {
      Worker worker = new Worker(database, settings, targets(functions), regulars, clock);
      worker.start();
      EventBus bus = new EventBus(topology.rules(), worker::submit);
      return new BackgroundWork(
          database, worker, new WorkView(database, clock), new EventBridgeApi(bus, clock));
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static Map<String, Target> targets(Map<String, LocalFunction> functions) {
    Map<String, Target> targets = new HashMap<>();
    functions.forEach((name, function) -> targets.put(name, event -> call(function, event)));
    return targets;
  }

  private static Outcome call(LocalFunction function, String event) {
    return switch (function.call(event.getBytes(StandardCharsets.UTF_8))) {
      case Invocation.Answered(byte[] reply) ->
          new Outcome.Done(new String(reply, StandardCharsets.UTF_8));
      case Invocation.Failed(String type) -> new Outcome.Failed(type);
      case Invocation.TimedOut _ -> new Outcome.Failed("timed out");
      case Invocation.Throttled _ -> new Outcome.Failed("throttled");
    };
  }

  /** What the AWS SDK's EventBridge client speaks to. */
  Handler events() {
    return new EventBridgeHandler(events);
  }

  /** Keeps a call that nobody waits for. */
  AsyncCalls.Reception submit(LocalFunction function, String event) {
    String id = "invoke#" + UUID.randomUUID();
    try {
      boolean taken =
          worker.submit(
              List.of(new Work(id, function.name(), "invoke", Work.Cause.OPERATOR, event)));
      return taken ? AsyncCalls.Reception.TAKEN : AsyncCalls.Reception.TOO_MUCH;
    } catch (WorkUnavailable e) {
      return AsyncCalls.Reception.NOT_NOW;
    }
  }

  WorkView view() {
    return view;
  }

  @Override
  public boolean runNow(String schedule) {
    return !worker.runNow(schedule).isEmpty();
  }

  @Override
  public boolean pause(String schedule, boolean paused) {
    return worker.pause(schedule, paused);
  }

  @Override
  public boolean redrive(String id) {
    return worker.redrive(id);
  }

  /** Runs a schedule once, and waits for its end; true where it ended within the limit. */
  boolean runAndWait(String schedule, Duration limit) {
    String id = worker.runNow(schedule);
    long end = System.nanoTime() + limit.toNanos();
    while (!id.isEmpty() && view.isOpen(id)) {
      if (System.nanoTime() > end) {
        return false;
      }
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    try (database) {
      worker.close();
    }
  }
}
