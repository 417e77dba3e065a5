package dev.linnet.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A server's process, started again whenever it ends without being told to. Thread-safe.
 *
 * <p>A server that dies right after its start is tried a few times, each time after a longer pause
 * (the sessions of a killed PostgreSQL must end before the next one starts), then left dead.
 */
final class ServerProcess implements AutoCloseable {
  private static final Duration READY_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final Duration SHORT_LIFE = Duration.ofSeconds(2);
  private static final int MAX_SHORT_LIVES = 8;
  private static final Duration PAUSE = Duration.ofMillis(200); // longer by this with each try
  private static final int LOG_LINES = 8;

  private final String name;
  private final List<String> command;
  private final Path log;
  private final BooleanSupplier ready;
  private final StopSignal stopSignal;
  private @Nullable Process process;
  private boolean answered;
  private boolean stopping;
  private int shortLives;
  private long startedAt;

  /**
   * A process that is not started yet.
   *
   * @param ready whether it answers; asked again and again after a start
   */
  ServerProcess(
      String name, List<String> command, Path log, BooleanSupplier ready, StopSignal stopSignal) {
    this.name = name;
    this.command = List.copyOf(command);
    this.log = log;
    this.ready = ready;
    this.stopSignal = stopSignal;
  }

  /** How a process is asked to end. */
  interface StopSignal {
    void send(Process process) throws IOException, InterruptedException;
  }

  /** Starts the process and waits until it answers. */
  void start() {
    Process started = launch();
    boolean answers = Patience.until(() -> !started.isAlive() || ready.getAsBoolean(), READY_LIMIT);
    if (!answers || !started.isAlive()) {
      close();
      throw new EmbeddedFault(name + " did not start; its log says:\n" + lastLines());
    }
    keepAlive();
  }

  synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  synchronized long pid() {
    return process == null ? -1 : process.pid();
  }

  private synchronized void keepAlive() {
    answered = true;
  }

  private synchronized Process launch() {
    try {
      Process started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      started.getOutputStream().close();
      process = started;
      startedAt = System.nanoTime();
      var _ = started.onExit().thenAccept(this::ended);
      return started;
    } catch (IOException e) {
      throw new EmbeddedFault(name + " cannot be started.", e);
    }
  }

  private synchronized void ended(Process ended) {
    if (!answered || stopping || !ended.equals(process)) {
      return;
    }
    boolean shortLived = System.nanoTime() - startedAt < SHORT_LIFE.toNanos();
    shortLives = shortLived ? shortLives + 1 : 0;
    if (shortLives < MAX_SHORT_LIVES) {
      CompletableFuture.delayedExecutor(PAUSE.toMillis() * shortLives, TimeUnit.MILLISECONDS)
          .execute(this::launchAgain);
    }
  }

  private synchronized void launchAgain() {
    if (!stopping) {
      launch();
    }
  }

  /** Looks after it no longer, and leaves it running. */
  synchronized void abandon() {
    stopping = true;
  }

  @Override
  public void close() {
    Process last;
    synchronized (this) {
      stopping = true;
      last = process;
    }
    if (last == null || !last.isAlive()) {
      return;
    }
    try {
      stopSignal.send(last);
      if (!last.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        last.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      last.destroyForcibly();
    } catch (InterruptedException e) {
      last.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    } catch (IOException e) {
      return "(" + log + " cannot be read)";
    }
  }
}
