package dev.linnet.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Linnet in a process of its own, as {@code local-runtime/run} starts it, with nothing kept. */
final class Service implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("Linnet answers at (\\S+)");

  private final Process process;
  private final URI address;

  private Service(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  static Service start(Path home, Map<String, String> settings) {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(home.resolve("local-runtime/run").toString(), "--port", "0", "--ephemeral"))
            .redirectErrorStream(true);
    builder.environment().putAll(settings);
    try {
      Process process = builder.start();
      return new Service(process, address(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI address(Process process) throws IOException {
    BufferedReader reader = process.inputReader();
    StringBuilder said = new StringBuilder();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      said.append(line).append('\n');
      Matcher matcher = ADDRESS.matcher(line);
      if (matcher.find()) {
        Thread.ofVirtual().start(() -> readOn(reader));
        return URI.create(matcher.group(1));
      }
    }
    throw new IllegalStateException("Linnet did not start:\n" + said);
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

  /** Processor time that the service has used so far, without that of PostgreSQL and Redis. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
