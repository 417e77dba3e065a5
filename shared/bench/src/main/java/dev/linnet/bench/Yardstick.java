package dev.linnet.bench;

import dev.linnet.embedded.Binaries;
import dev.linnet.embedded.EmbeddedRedis;
import dev.linnet.embedded.Folders;
import dev.linnet.embedded.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A redirect service in Go, as one would write it with the usual parts: chi, go-redis, JSON in
 * Redis, a log line a request. It lies beside this project where somebody put it there, and builds
 * itself.
 */
final class Yardstick implements AutoCloseable {
  private static final String BUILD = "../shared/bench/go-redirect/build";

  private final Path folder;
  private final EmbeddedRedis redis;
  private final MeasuredProcess process;

  private Yardstick(Path folder, EmbeddedRedis redis, MeasuredProcess process) {
    this.folder = folder;
    this.redis = redis;
    this.process = process;
  }

  /** Nothing where it is not there, after a sentence that says so. */
  static Optional<Yardstick> start(Path home, List<String> keys)
      throws IOException, InterruptedException {
    Path build = home.resolve(BUILD).normalize();
    if (!Files.isExecutable(build)) {
      System.err.println("  There is no " + build + ", so nothing is compared with it.");
      return Optional.empty();
    }
    Path folder = Files.createTempDirectory("linnet-yardstick-");
    EmbeddedRedis redis =
        EmbeddedRedis.start(Binaries.ofUser(), folder, FreePort.find(), Servers.PASSWORD);
    fill(redis.port(), keys);
    int port = FreePort.find();
    ProcessBuilder command = new ProcessBuilder(built(build));
    command.environment().put("ADDR", "127.0.0.1:" + port);
    command.environment().put("REDIS_ADDR", "127.0.0.1:" + redis.port());
    MeasuredProcess process =
        MeasuredProcess.start(command, "listening", URI.create("http://127.0.0.1:" + port));
    return Optional.of(new Yardstick(folder, redis, process));
  }

  MeasuredProcess process() {
    return process;
  }

  /** It tells last where it put the program. */
  private static String built(Path build) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(build.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(build + " does not build it.");
    }
    return said.lines().toList().getLast();
  }

  /** It knows no password, and keeps an entry as JSON. */
  private static void fill(int port, List<String> keys) throws IOException {
    try (Socket redis = new Socket(InetAddress.getLoopbackAddress(), port)) {
      command(redis, "AUTH", Servers.PASSWORD);
      command(redis, "CONFIG", "SET", "requirepass", "");
      for (String key : keys) {
        command(redis, "SET", "url:" + key, "{\"long_url\":\"" + Links.TARGET + "\"}");
      }
    }
  }

  private static void command(Socket redis, String... words) throws IOException {
    StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      command.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    redis.getOutputStream().write(command.toString().getBytes(StandardCharsets.US_ASCII));
    InputStream in = redis.getInputStream();
    if (!new String(in.readNBytes(5), StandardCharsets.US_ASCII).equals("+OK\r\n")) {
      throw new IOException("Redis refuses " + words[0]);
    }
  }

  @Override
  public void close() throws IOException {
    try (redis;
        process) {
      // Both are closed, whatever becomes of the other.
    } finally {
      Folders.delete(folder);
    }
  }
}
