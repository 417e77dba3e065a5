package dev.linnet.localruntime;

import dev.linnet.config.Env;
import dev.linnet.config.Secret;
import dev.linnet.embedded.FreePort;
import dev.linnet.embedded.KeptSecret;
import dev.linnet.localruntime.front.FrontKind;
import dev.linnet.localruntime.front.Gateway;
import dev.linnet.localruntime.front.HttpFront;
import dev.linnet.localruntime.front.TrustedProxies;
import dev.linnet.localruntime.operator.OperatorListener;
import dev.linnet.localruntime.operator.Readiness;
import dev.linnet.localruntime.runtime.AsyncCalls;
import dev.linnet.localruntime.runtime.InvokeApi;
import dev.linnet.localruntime.runtime.LambdaHost;
import dev.linnet.localruntime.runtime.LocalFunction;
import dev.linnet.localruntime.runtime.StreamingInvokeApi;
import dev.linnet.localruntime.tasks.Door;
import dev.linnet.localruntime.tasks.Environments;
import dev.linnet.localruntime.tasks.OperatorKey;
import dev.linnet.localruntime.tasks.TasksHandler;
import dev.linnet.localruntime.tasks.TasksReport;
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
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The whole system on this machine, from its start to its end. */
final class Linnet implements AutoCloseable {
  private static final String REFILL_SCHEDULE = "refill-keys";
  private static final String OPERATOR_KEY = "OPERATOR_KEY";
  private static final String TRUSTED_PROXIES = "TRUSTED_PROXIES";
  private static final Duration KEYS_LIMIT = Duration.ofMinutes(1);

  private final Options options;
  private final Env env;
  private final Progress progress;
  private final Topology topology = Topology.linnet();
  private final InstantSource clock = InstantSource.system();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Readiness readiness = new Readiness();
  private String address = "";

  private Linnet(Options options, Env env, Progress progress) {
    this.options = options;
    this.env = env;
    this.progress = progress;
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
    TrustedProxies proxies = proxies();
    int port = options.listen().port() == 0 ? FreePort.find() : options.listen().port();
    address = env.text("BASE_URL", "http://localhost:" + port);
    OperatorListener operator = opened(operatorListener());
    Map<String, String> settings = new HashMap<>();
    settings.put("BASE_URL", address);
    settings.put("DB_MIGRATE", "true");
    if (hasBackgroundWork()) {
      settings.put("EVENTS_ENDPOINT", "http://%s:%d".formatted(busHost(), operator.port()));
    }
    startBackends(settings);
    Map<String, LocalFunction> functions =
        progress.step("functions", () -> startFunctions(settings));
    HttpFront front = front(options.fronts().main(), port, functions, proxies);
    AsyncCalls async =
        hasBackgroundWork()
            ? startBackgroundWork(env.with(settings), functions, operator, front)
            : AsyncCalls.NONE;
    operator.mount(InvokeApi.PREFIX, new InvokeApi(functions.values(), async));
    operator.mount(StreamingInvokeApi.PREFIX, new StreamingInvokeApi(functions.values()));
    opened(front).start();
    options.sockets().ifPresent(front::alsoListenIn);
    options.fronts().also().forEach((kind, at) -> startAlso(kind, at, functions, proxies));
    readiness.ready();
    progress.say("Operators: http://%s:%d".formatted(options.operator().host(), operator.port()));
  }

  private HttpFront front(
      FrontKind kind, int port, Map<String, LocalFunction> functions, TrustedProxies proxies) {
    Gateway gateway = kind.before(topology.routes(), functions, clock);
    return new HttpFront(options.listen().host(), port, gateway, proxies);
  }

  private void startAlso(
      FrontKind kind, int port, Map<String, LocalFunction> functions, TrustedProxies proxies) {
    HttpFront front = opened(front(kind, port, functions, proxies));
    front.start();
    progress.say("Also: %s at http://%s:%d".formatted(kind, options.listen().host(), front.port()));
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

  private boolean hasBackgroundWork() {
    return here().stream().anyMatch(function -> topology.isBackground(function.name()));
  }

  /** The functions here reach the operators' listener wherever it listens. */
  private String busHost() {
    String host = options.operator().host();
    return host.equals("0.0.0.0") ? "127.0.0.1" : host;
  }

  private AsyncCalls startBackgroundWork(
      Env env, Map<String, LocalFunction> functions, OperatorListener operator, HttpFront front) {
    BackgroundWork work =
        opened(progress.step("work", () -> BackgroundWork.start(topology, env, functions, clock)));
    operator.mount("/", work.events());
    TasksReport report = new TasksReport(work.view(), () -> environments(functions), clock);
    operator.mount("/tasks", new TasksHandler(report, work, new Door.Open()));
    operator.mount("/monitoring/tasks", new TasksHandler(report, work, new Door.Open()));
    operatorKey().ifPresent(key -> front.before(new TasksHandler(report, work, locked(key))));
    progress.step("keys", () -> work.runAndWait(REFILL_SCHEDULE, KEYS_LIMIT));
    return work::submit;
  }

  /** A setting, or kept beside the embedded servers' secrets; functions never see it. */
  private Optional<Secret> operatorKey() {
    Optional<Secret> set = env.optionalSecret(OPERATOR_KEY);
    if (set.isPresent() || !options.embedded()) {
      return set;
    }
    Path secrets = options.data().resolve("secrets");
    progress.say("The operator's key of /tasks: " + secrets.resolve("operator-key"));
    return Optional.of(new Secret(KeptSecret.in(secrets, "operator-key")));
  }

  private Door locked(Secret key) {
    if (key.value().length() < OperatorKey.MIN_LENGTH) {
      env.refuseSecret(OPERATOR_KEY, "at least 16 characters long");
    }
    return new Door.Locked(
        new OperatorKey(key.value(), clock), clock, address.startsWith("https:"));
  }

  private static List<Environments.Use> environments(Map<String, LocalFunction> functions) {
    return functions.values().stream()
        .map(function -> Environments.Use.of(function.name(), function.use()))
        .toList();
  }

  /** Two at a time: starting a function is processor work. */
  private Map<String, LocalFunction> startFunctions(Map<String, String> settings) {
    Path work = options.data().resolve("run");
    FunctionModes modes =
        FunctionModes.from(env, here().stream().map(LambdaFunction::name).toList());
    Optional<LambdaHost> host =
        modes.haveProcesses() ? Optional.of(opened(LambdaHost.open(work))) : Optional.empty();
    Map<String, Future<LocalFunction>> starting = new LinkedHashMap<>();
    try (ExecutorService starters =
        Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()))) {
      for (LambdaFunction function : here()) {
        Path zip = options.functions().resolve("linnet-" + function.name() + ".zip");
        FunctionModes.Run run = modes.of(function.name());
        Callable<LocalFunction> start =
            run.ownProcesses()
                ? () -> host.orElseThrow().start(function, zip, settings, run.limits())
                : () -> LocalFunction.start(function, zip, work, settings);
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
  }
}
