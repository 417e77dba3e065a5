package dev.linnet.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server that outlived the process which had started it: found by its pid file, and ended. */
final class Leftover {
  private static final Duration END_LIMIT = Duration.ofSeconds(10);

  private Leftover() {}

  /**
   * Ends the process that the file names, where it runs that program still.
   *
   * @param pidFile its first line is a process id
   */
  static void end(Path pidFile, String program) {
    pid(pidFile)
        .flatMap(ProcessHandle::of)
        .filter(process -> runs(process, program))
        .ifPresent(Leftover::end);
  }

  private static Optional<Long> pid(Path pidFile) {
    try {
      return Files.readAllLines(pidFile).stream()
          .findFirst()
          .map(line -> Long.valueOf(line.strip()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Another program may have the number by now. */
  private static boolean runs(ProcessHandle process, String program) {
    return process.info().command().filter(command -> command.endsWith("/" + program)).isPresent();
  }

  private static void end(ProcessHandle process) {
    process.children().forEach(ProcessHandle::destroy);
    process.destroyForcibly();
    try {
      process.onExit().get(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new EmbeddedFault(
          "Process " + process.pid() + " of an earlier run does not end; end it by hand.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
