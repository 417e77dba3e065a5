package dev.linnet.localruntime;

import dev.linnet.config.Env;
import dev.linnet.embedded.FreePort;
import dev.linnet.localruntime.events.BackgroundWork;
import dev.linnet.localruntime.events.EventBus;
import dev.linnet.localruntime.events.PutEventsEndpoint;
import dev.linnet.localruntime.events.Schedules;
import dev.linnet.localruntime.front.ApiGateway;
import dev.linnet.localruntime.front.HttpFront;
import dev.linnet.localruntime.front.TrustedProxies;
import dev.linnet.localruntime.operator.OperatorListener;
import dev.linnet.localruntime.operator.Readiness;
import dev.linnet.localruntime.runtime.InvokeApi;
import dev.linnet.localruntime.runtime.LocalFunction;
import dev.linnet.topology.LambdaFunction;
import dev.linnet.topology.Schedule;
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
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The whole system on this machine, from its start to its end. */
final class Linnet implements AutoCloseable {
  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
  private static final Duration LONGEST_INTERVAL = Duration.ofDays(365);
  private static final String REFILL = "refill";
  private static final String TRUSTED_PROXIES = "TRUSTED_PROXIES";

  private final Options options;
  private final Env env;
  private final Progress progress;
  private final Topology topology = Topology.linnet();
  private final InstantSource clock = InstantSource.system();
  private final ScheduledThreadPoolExecutor timers;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Readiness readiness = new Readiness();
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
    RetrySettings retries = RetrySettings.from(env);
    TrustedProxies proxies = proxies();
    int port = options.listen().port() == 0 ? FreePort.find() : options.listen().port();
    int busPort = FreePort.find();
    address = env.text("BASE_URL", "http://localhost:" + port);
    OperatorListener operator = opened(operatorListener());
    Map<String, String> settings = new HashMap<>();
    settings.put("BASE_URL", address);
    settings.put("DB_MIGRATE", "true");
    if (hasBus()) {
      settings.put("EVENTS_ENDPOINT", "http://127.0.0.1:" + busPort);
    }
    startBackends(settings);
    Map<String, LocalFunction> functions =
        progress.step("functions", () -> startFunctions(settings));
    BackgroundWork work = opened(new BackgroundWork(retries.policy()));
    startBackground(work, functions, busPort);
    operator.mount(InvokeApi.PREFIX, new InvokeApi(functions.values(), work::submit));
    ApiGateway gateway = new ApiGateway(topology.routes(), functions, clock);
    opened(new HttpFront(options.listen().host(), port, gateway, proxies)).start();
    readiness.ready();
    progress.say("Operators: http://%s:%d".formatted(options.operator().host(), operator.port()));
  }

  private TrustedProxies proxies() {
    try {
      return TrustedProxies.parse(env.text(TRUSTED_PROXIES, ""));
    } catch (IllegalArgumentException e) {
      env.refuse(TRUSTED_PROXIES, "a list of addresses and networks, such as 127.0.0.1,10.0.0.0/8");
      return TrustedProxies.NONE;
    }
  }

  private OperatorListener operatorListener() {
    Options.Address operator = options.operator();
    return OperatorListener.start(operator.host(), operator.port(), readiness);
  }

  private void startBackends(Map<String, String> settings) {
    if (options.embedded()) {
      Backends backends = progress.step("servers", () -> Backends.start(options.data()));
      open.push(backends);
      progress.say(backends.description());
      settings.putAll(backends.settings());
      if (!env.isSet("TRACING_ENABLED") && !env.isSet("OTLP_ENDPOINT")) {
        settings.put("TRACING_ENABLED", "false"); // a laptop has no collector
      }
    }
  }

  /** The bus runs where one of its targets does. */
  private boolean hasBus() {
    return topology.rules().stream().anyMatch(rule -> options.runs(rule.function()));
  }

  private void startBackground(
      BackgroundWork work, Map<String, LocalFunction> functions, int busPort) {
    if (hasBus()) {
      EventBus bus = new EventBus(work);
      topology.rules().stream()
          .filter(rule -> options.runs(rule.function()))
          .forEach(rule -> bus.add(rule, named(rule.function(), functions)));
      opened(PutEventsEndpoint.start(bus, busPort, clock));
    }
    Schedules schedules = opened(new Schedules(work, clock));
    startSchedules(schedules, functions);
    if (options.runs(REFILL)) {
      progress.step("keys", () -> schedules.runNow(named(REFILL, functions)));
    }
  }

  private void startSchedules(Schedules schedules, Map<String, LocalFunction> functions) {
    for (Schedule schedule : topology.schedules()) {
      if (options.runs(schedule.function())) {
        Duration every =
            env.duration(schedule.setting(), schedule.every(), SHORTEST_INTERVAL, LONGEST_INTERVAL);
        schedules.add(named(schedule.function(), functions), every);
      }
    }
  }

  private static LocalFunction named(String name, Map<String, LocalFunction> functions) {
    return Objects.requireNonNull(functions.get(name), name);
  }

  /** Two at a time: starting a function is processor work. */
  private Map<String, LocalFunction> startFunctions(Map<String, String> settings) {
    Path work = options.data().resolve("run");
    Map<String, Future<LocalFunction>> starting = new LinkedHashMap<>();
    try (ExecutorService starters =
        Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()))) {
      for (LambdaFunction function : here()) {
        Path zip = options.functions().resolve("linnet-" + function.name() + ".zip");
        Callable<LocalFunction> start =
            () -> LocalFunction.start(function, zip, work, settings, timers);
        starting.put(function.name(), starters.submit(start));
      }
    }
    return collect(starting);
  }

  private List<LambdaFunction> here() {
    return topology.functions().stream().filter(f -> options.runs(f.name())).toList();
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
    readiness.drain();
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
