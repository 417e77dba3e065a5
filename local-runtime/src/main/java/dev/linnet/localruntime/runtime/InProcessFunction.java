package dev.linnet.localruntime.runtime;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.linnet.topology.LambdaFunction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A function that runs in this process: the handler that Lambda would call, loaded from the zip
 * that Lambda would load. Many threads may call it at once, up to a limit.
 */
final class InProcessFunction implements LocalFunction {
  private static final Logger LOG = LoggerFactory.getLogger(InProcessFunction.class);

  /** Where the functions look for their settings, see the module {@code config}. */
  private static final String SETTINGS_FILE = "linnet-environment.properties";

  private static final int MAX_CALLS = 1_000;

  /** Lambda: "Invocation payload (request and response): 6 MB each for synchronous". */
  private static final int MAX_REPLY = 6 * 1024 * 1024;

  private static final int MAX_REASONS = 5;

  private final LambdaFunction function;
  private final FunctionClasses classes;
  private final RequestStreamHandler handler;
  private final Deadlines deadlines;
  private final Semaphore calls = new Semaphore(MAX_CALLS);

  private InProcessFunction(
      LambdaFunction function, FunctionClasses classes, RequestStreamHandler handler) {
    this.function = function;
    this.classes = classes;
    this.handler = handler;
    this.deadlines = Deadlines.of(function.name(), function.timeout());
  }

  /**
   * Loads the function and starts it.
   *
   * @see LocalFunction#start
   */
  static InProcessFunction start(
      LambdaFunction function, Path zip, Path work, Map<String, String> settings) {
    try {
      Path settingsFolder = writeSettings(work.resolve("settings"), function, settings);
      Path unpacked = FunctionZip.unpacked(zip, work.resolve("functions"));
      FunctionClasses classes = FunctionClasses.of(function.name(), settingsFolder, unpacked);
      RequestStreamHandler handler = within(classes, () -> newHandler(classes, function.handler()));
      return new InProcessFunction(function, classes, handler);
    } catch (IOException e) {
      throw new FunctionFault("The function " + function.name() + " cannot be read from " + zip, e);
    } catch (ReflectiveOperationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new FunctionFault(
          "The function " + function.name() + " does not start: " + reasons(cause), cause);
    }
  }

  /** What the failure and all that caused it say, each once. */
  private static String reasons(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .map(Throwable::getMessage)
        .filter(Objects::nonNull)
        .distinct()
        .limit(MAX_REASONS)
        .collect(Collectors.joining(" / "));
  }

  @Override
  public int busy() {
    return MAX_CALLS - calls.availablePermits();
  }

  /** All functions of this kind share this process, so each has the memory of the whole. */
  @Override
  public Use use() {
    Runtime process = Runtime.getRuntime();
    long used = process.totalMemory() - process.freeMemory();
    return new Use("in-process", 1, busy(), 0, used, process.maxMemory());
  }

  @Override
  public LambdaFunction description() {
    return function;
  }

  @Override
  public Invocation call(byte[] event) {
    return call(event, new LocalContext(function), failure -> {});
  }

  @Override
  public Outcome invoke(Call call) {
    long start = System.nanoTime();
    LocalContext context = new LocalContext(function, call.requestId());
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Invocation invocation = call(call.event(), context, failure::set);
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    byte[] payload = Payloads.of(call, function, invocation, failure.get());
    CallReport report =
        new CallReport(
            call.requestId(),
            function,
            duration,
            Duration.ZERO,
            0,
            CallReport.statusOf(invocation));
    return new Outcome(invocation, payload, report.startLine() + "\n" + report.endLines());
  }

  private Invocation call(byte[] event, LocalContext context, Consumer<Throwable> failed) {
    if (!calls.tryAcquire()) {
      return new Invocation.Throttled();
    }
    try (Deadlines.Deadline deadline = deadlines.begin()) {
      return call(event, context, deadline, failed);
    } finally {
      calls.release();
    }
  }

  private Invocation call(
      byte[] event, LocalContext context, Deadlines.Deadline deadline, Consumer<Throwable> failed) {
    ByteArrayOutputStream reply = new ByteArrayOutputStream(512);
    try {
      within(classes, () -> handle(event, reply, context));
      return reply.size() > MAX_REPLY
          ? new Invocation.Failed("Function.ResponseSizeTooLarge")
          : new Invocation.Answered(reply.toByteArray());
    } catch (Exception | LinkageError | AssertionError e) {
      LOG.error("The function {} failed.", name(), e);
      failed.accept(e);
      return deadline.hasPassed()
          ? new Invocation.TimedOut()
          : new Invocation.Failed(e.getClass().getSimpleName());
    }
  }

  private OutputStream handle(byte[] event, OutputStream reply, LocalContext context)
      throws IOException {
    handler.handleRequest(new ByteArrayInputStream(event), reply, context);
    return reply;
  }

  /** Lets the function give back what it holds, such as claimed keys. */
  @Override
  public void close() {
    try (classes;
        deadlines) {
      if (handler instanceof AutoCloseable closeable) {
        within(
            classes,
            () -> {
              closeable.close();
              return handler;
            });
      }
    } catch (Exception e) {
      LOG.warn("The function {} did not close cleanly.", name(), e);
    }
  }

  private static RequestStreamHandler newHandler(ClassLoader classes, String type)
      throws ReflectiveOperationException {
    return Class.forName(type, true, classes)
        .asSubclass(RequestStreamHandler.class)
        .getDeclaredConstructor()
        .newInstance();
  }

  private static Path writeSettings(
      Path work, LambdaFunction function, Map<String, String> settings) throws IOException {
    Path folder = work.resolve(function.name());
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Properties properties = new Properties();
    properties.putAll(settings);
    properties.put("SERVICE_NAME", "linnet-" + function.name());
    try (var out = Files.newBufferedWriter(folder.resolve(SETTINGS_FILE), StandardCharsets.UTF_8)) {
      properties.store(out, "Written at every start.");
    }
    return folder;
  }

  private static <T, E extends Exception> T within(ClassLoader classes, Work<T, E> work) throws E {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(classes);
    try {
      return work.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private interface Work<T, E extends Exception> {
    T run() throws E;
  }
}
