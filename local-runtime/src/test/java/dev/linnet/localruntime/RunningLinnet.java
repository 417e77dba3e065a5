package dev.linnet.localruntime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The whole system in a process of its own, started as {@code local-runtime/run} starts it. */
final class RunningLinnet implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("Linnet answers at (\\S+)");
  private static final Pattern OPERATOR = Pattern.compile("Operators: (\\S+)");
  private static final Pattern REDIS_PID = Pattern.compile("Redis \\S+ \\(pid (\\d+)\\)");
  private static final long START_SECONDS = 60;

  private final Process process;
  private final List<String> output = new ArrayList<>(); // guarded by itself
  private final CompletableFuture<URI> address = new CompletableFuture<>();
  private final CompletableFuture<Void> silent = new CompletableFuture<>();

  private RunningLinnet(Process process) {
    this.process = process;
  }

  /** Starts on any free port, and waits until it answers. */
  static RunningLinnet start(Path data, String... settings) {
    RunningLinnet linnet = launch(List.of("--port", "0", "--data", data.toString()), settings);
    linnet.address();
    return linnet;
  }

  /**
   * Starts with these options.
   *
   * @param settings environment variables, each as {@code NAME=value}
   */
  static RunningLinnet launch(List<String> options, String... settings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "--sun-misc-unsafe-memory-access=allow"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", "target/classes:target/lib/*"));
    command.add("dev.linnet.localruntime.Main");
    command.addAll(List.of("--functions", System.getProperty("linnet.functions")));
    command.addAll(List.of("--operator-port", "0"));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      builder.environment().put(parts[0], parts[1]);
    }
    try {
      RunningLinnet linnet = new RunningLinnet(builder.start());
      Thread.ofVirtual().start(linnet::read);
      return linnet;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        synchronized (output) {
          output.add(line);
        }
        Matcher matcher = ADDRESS.matcher(line);
        if (matcher.find()) {
          address.complete(URI.create(matcher.group(1)));
        }
      }
    } catch (IOException e) {
      // The process has been killed.
    }
    silent.complete(null);
    address.completeExceptionally(new IllegalStateException("Linnet ended:\n" + output()));
  }

  URI address() {
    try {
      return address.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IllegalStateException("Linnet did not start:\n" + output(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Where operators are answered. */
  URI operator() {
    Matcher matcher = OPERATOR.matcher(output());
    if (!matcher.find()) {
      throw new IllegalStateException("Nothing is said of operators:\n" + output());
    }
    return URI.create(matcher.group(1));
  }

  String output() {
    synchronized (output) {
      return String.join("\n", output);
    }
  }

  /** All that was said until the end. */
  String fullOutput() {
    silent.join();
    return output();
  }

  long redisPid() {
    Matcher matcher = REDIS_PID.matcher(output());
    if (!matcher.find()) {
      throw new IllegalStateException("Nothing is said of Redis:\n" + output());
    }
    return Long.parseLong(matcher.group(1));
  }

  /** As {@code kill -9}: nothing of it runs on but the servers that it had started. */
  void kill() {
    process.destroyForcibly();
    await();
  }

  /** As Ctrl-C. */
  int stop() {
    process.destroy();
    return await();
  }

  int await() {
    try {
      if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("Linnet does not end:\n" + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
