package dev.linnet.localruntime.runtime;

import dev.linnet.topology.LambdaFunction;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One execution environment: a process that answers one call at a time. */
final class Environment implements AutoCloseable {
  /** How often it is looked at how much memory and processor time it has. */
  private static final Duration LOOK = Duration.ofMillis(50);

  /** Lambda: "the Shutdown phase is limited to 2 seconds". */
  private static final Duration END_LIMIT = Duration.ofSeconds(2);

  /** The exit status after SIGTERM. */
  private static final int TERMINATED = 128 + 15;

  private static final long MEGA = 1024L * 1024;

  private final LambdaFunction function;
  private final Process process;
  private final Conversation conversation;
  private final EnvironmentLog log;
  private final Pace pace;
  private final ScheduledFuture<?> watch;
  private final long started = System.nanoTime();
  private volatile boolean outOfMemory;
  private volatile boolean ending;
  private volatile long peak;
  private volatile long idleSince = System.nanoTime();

  private Environment(
      LambdaFunction function,
      Process process,
      Conversation conversation,
      double processors,
      ScheduledThreadPoolExecutor timers) {
    this.function = function;
    this.process = process;
    this.conversation = conversation;
    this.log = EnvironmentLog.of(process);
    this.pace = new Pace(process, processors);
    conversation.sets(pace);
    this.watch =
        timers.scheduleWithFixedDelay(
            this::watch, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Starts the process.
   *
   * @param processors how many it may use; zero for as many as it can
   * @param atEnd what is to be done when the process has ended
   */
  static Environment launch(
      LambdaFunction function,
      ProcessBuilder command,
      Conversation conversation,
      double processors,
      ScheduledThreadPoolExecutor timers,
      Runnable atEnd)
      throws IOException {
    Process process = command.redirectErrorStream(true).start();
    Environment environment = new Environment(function, process, conversation, processors, timers);
    var _ = process.onExit().thenRun(() -> environment.hasEnded(atEnd));
    return environment;
  }

  private void watch() {
    ProcessStatus status = ProcessStatus.of(process.pid());
    if (pace.isFrozen() && status.isToEnd()) {
      ending = true;
      pace.end();
    }
    pace.look(LOOK);
    peak = Math.max(peak, status.peak());
    if (status.memory() > function.memoryMegabytes() * MEGA) {
      outOfMemory = true;
      process.destroyForcibly();
    }
  }

  private void hasEnded(Runnable atEnd) {
    watch.cancel(false);
    conversation.end(new Answer.End(process.exitValue(), outOfMemory));
    atEnd.run();
  }

  /** Nothing where it is ready for its first call; else what came instead, and its end. */
  Optional<Answer> awaitStart(Duration limit) {
    Optional<Answer> failure = conversation.awaitStart(limit);
    if (failure.isPresent()) {
      kill();
    }
    return failure;
  }

  /** Since the launch. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  /** Calls the function; a call that takes too long is the last one. */
  Answer call(Call call) {
    log.forget();
    Exchange exchange = new Exchange(call, function.timeout());
    if (isAlive()) {
      conversation.ask(exchange);
    } else {
      exchange.die(
          new Answer.End(process.isAlive() ? TERMINATED : process.exitValue(), outOfMemory));
    }
    Answer answer = exchange.await();
    if (answer instanceof Answer.TimedOut) {
      kill();
    }
    idleSince = System.nanoTime();
    return answer;
  }

  Duration idle() {
    return Duration.ofNanos(System.nanoTime() - idleSince);
  }

  boolean isFrozen() {
    return pace.isFrozen() && isAlive();
  }

  /** Whether it may be called. */
  boolean isAlive() {
    return !ending && process.isAlive();
  }

  /** What it wrote since the call began, as far as that has arrived. */
  String log() {
    return log.text();
  }

  /** How much memory it has now, in bytes; zero where that cannot be told. */
  long memory() {
    return ProcessStatus.of(process.pid()).memory();
  }

  /** The most that it had so far, in megabytes. */
  long peakMegabytes() {
    peak = Math.max(peak, ProcessStatus.of(process.pid()).peak());
    return Math.min(Math.ceilDiv(peak, MEGA), function.memoryMegabytes());
  }

  private void kill() {
    process.destroyForcibly();
  }

  /** Lets the function give back what it holds, for as long as Lambda would. */
  @Override
  public void close() {
    process.destroy();
    pace.end();
    try {
      if (!process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
        process.waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
    }
  }
}
