package dev.linnet.localruntime;

import dev.linnet.config.Env;
import dev.linnet.embedded.FreePort;
import dev.linnet.localruntime.front.ApiGateway;
import dev.linnet.localruntime.front.HttpFront;
import dev.linnet.localruntime.runtime.LocalFunction;
import dev.linnet.topology.LambdaFunction;
import dev.linnet.topology.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The whole system on this machine, from its start to its end. */
final class Linnet implements AutoCloseable {
  private static final String REFILL_SCHEDULE = "refill-keys";
  private static final Duration KEYS_LIMIT = Duration.ofMinutes(1);

  private final Options options;
  private final Env env;
  private final Progress progress;
  private final Topology topology = Topology.linnet();
  private final InstantSource clock = InstantSource.system();
  private final ScheduledThreadPoolExecutor timers;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private String address = "";

  private Linnet(Options options, Env env, Progress progress) {
    this.options = options;
    this.env = env;
    this.progress = progress;
    this.timers =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("deadlines").daemon().factory());
    timers.setRemoveOnCancelPolicy(true);
  }

  /** Starts everything, or nothing: what had started before a fault is closed again. */
  static Linnet start(Options options, Env env, Progress progress) {
    Linnet linnet = new Linnet(options, env, progress);
    try {
      linnet.start();
      return linnet;
    } catch (RuntimeException e) {
      linnet.close();
      throw e;
    }
  }

  /** Where the service answers: {@code http://localhost:8080}. */
  String address() {
    return address;
  }

  private void start() {
    int port = options.port() == 0 ? FreePort.find() : options.port();
    int busPort = FreePort.find();
    address = env.text("BASE_URL", "http://localhost:" + port);
    Map<String, String> settings = new HashMap<>();
    settings.put("BASE_URL", address);
    settings.put("EVENTS_ENDPOINT", "http://127.0.0.1:" + busPort);
    settings.put("DB_MIGRATE", "true");
    if (options.embedded()) {
      Backends backends = progress.step("servers", () -> Backends.start(options.data()));
      open.push(backends);
      progress.say(backends.description());
      settings.putAll(backends.settings());
    }
    Map<String, LocalFunction> functions =
        progress.step("functions", () -> startFunctions(settings));
    BackgroundWork work =
        opened(
            progress.step(
                "work",
                () -> BackgroundWork.start(topology, env.with(settings), functions, clock)));
    opened(BusServer.start(busPort, work.events()));
    progress.step("keys", () -> work.runAndWait(REFILL_SCHEDULE, KEYS_LIMIT));
    ApiGateway gateway = new ApiGateway(topology.routes(), functions, clock);
    opened(new HttpFront(options.host(), port, gateway)).start();
  }

  /** Two at a time: starting a function is processor work. */
  private Map<String, LocalFunction> startFunctions(Map<String, String> settings) {
    Path work = options.data().resolve("run");
    Map<String, Future<LocalFunction>> starting = new LinkedHashMap<>();
    try (ExecutorService starters =
        Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()))) {
      for (LambdaFunction function : topology.functions()) {
        Path zip = options.functions().resolve("linnet-" + function.name() + ".zip");
        Callable<LocalFunction> start =
            () -> LocalFunction.start(function, zip, work, settings, timers);
        starting.put(function.name(), starters.submit(start));
      }
    }
    return collect(starting);
  }

  private Map<String, LocalFunction> collect(Map<String, Future<LocalFunction>> starting) {
    Map<String, LocalFunction> functions = new LinkedHashMap<>();
    RuntimeException failure = null;
    for (Map.Entry<String, Future<LocalFunction>> entry : starting.entrySet()) {
      try {
        LocalFunction function = entry.getValue().get();
        functions.put(entry.getKey(), opened(function));
      } catch (ExecutionException e) {
        failure =
            e.getCause() instanceof RuntimeException cause
                ? cause
                : new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        failure = new IllegalStateException("The start was interrupted.", e);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return functions;
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  /** In reverse order: first no more requests, last the servers. */
  @Override
  public void close() {
    for (AutoCloseable part : List.copyOf(open)) {
      try {
        part.close();
      } catch (Exception e) {
        progress.say("Something did not stop cleanly: " + e.getMessage());
      }
    }
    open.clear();
    timers.shutdownNow();
  }
}
