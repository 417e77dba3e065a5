package dev.linnet.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A service in a process of its own. */
final class MeasuredProcess implements AutoCloseable {
  private static final String LINNET = "Linnet answers at (\\S+)";

  private final ProcessHandle process;
  private final URI address;

  private MeasuredProcess(ProcessHandle process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** One that runs already. */
  static MeasuredProcess of(long pid, URI address) {
    return new MeasuredProcess(ProcessHandle.of(pid).orElseThrow(), address);
  }

  /** Linnet, as {@code local-runtime/run} starts it, with nothing kept. */
  static MeasuredProcess linnet(Path home, Map<String, String> settings, String... options) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("local-runtime/run").toString());
    command.addAll(List.of("--port", "0", "--operator-port", "0", "--ephemeral", "--external"));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(settings);
    return start(builder, LINNET, null);
  }

  /**
   * Starts a program and waits until it says that it is ready.
   *
   * @param address null: the first group of what it says
   */
  static MeasuredProcess start(ProcessBuilder command, String ready, @Nullable URI address) {
    try {
      Process process = command.redirectErrorStream(true).start();
      Matcher said = awaited(process.inputReader(), Pattern.compile(ready));
      return new MeasuredProcess(
          process.toHandle(), address == null ? URI.create(said.group(1)) : address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Matcher awaited(BufferedReader reader, Pattern ready) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      said.append(line).append('\n');
      Matcher matcher = ready.matcher(line);
      if (matcher.find()) {
        Thread.ofPlatform().daemon().start(() -> readOn(reader));
        return matcher;
      }
    }
    throw new IllegalStateException("The service did not start:\n" + said);
  }

  /** Else the service would wait for somebody to read its log. */
  private static void readOn(BufferedReader log) {
    try (log) {
      log.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // The service has ended.
    }
  }

  URI address() {
    return address;
  }

  /** That it and its children have used so far, their own and the kernel's for them. */
  Duration processorTime() {
    return family()
        .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * What it and its children have of the machine's memory now, in megabytes; 0 where Linux does not
   * tell.
   */
  long memory() throws IOException {
    long all = 0;
    for (ProcessHandle each : family().toList()) {
      all += memory(each);
    }
    return all;
  }

  private Stream<ProcessHandle> family() {
    return Stream.concat(Stream.of(process), process.descendants());
  }

  private static long memory(ProcessHandle process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .sum();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
