package dev.linnet.redis;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import redis.embedded.Redis;

/** A real Redis of a test's own, which can be killed, started again and frozen. */
final class TestRedis implements AutoCloseable {
  static final String HOST = "127.0.0.1";

  private static final InetAddress ADDRESS = InetAddress.ofLiteral(HOST);

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int CONNECT_MILLIS = 1_000;

  private final Path folder;
  private final int port;
  private Process process;

  private TestRedis(Path folder) {
    this.folder = folder;
    this.port = freePort();
    this.process = launch();
  }

  static TestRedis start() throws IOException {
    Path folder = Files.createTempDirectory("linnet-redis");
    Path program = folder.resolve("redis-server");
    try (InputStream packed = Redis.class.getResourceAsStream("/" + carriedName())) {
      Files.copy(packed, program);
    }
    if (!program.toFile().setExecutable(true)) {
      throw new IOException("The test's Redis cannot be made executable.");
    }
    return new TestRedis(folder);
  }

  int port() {
    return port;
  }

  void kill() {
    process.destroyForcibly();
    await().atMost(LIMIT).until(() -> !process.isAlive());
  }

  void startAgain() {
    process = launch();
  }

  void freeze() {
    signal("-STOP");
  }

  void thaw() {
    signal("-CONT");
  }

  @Override
  public void close() {
    kill();
    try {
      Files.delete(folder.resolve("redis-server"));
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch() {
    Process launched =
        run(
            folder.resolve("redis-server").toString(),
            "--bind",
            HOST,
            "--port",
            Integer.toString(port),
            "--save",
            "",
            "--appendonly",
            "no");
    await()
        .atMost(LIMIT)
        .failFast("Redis did not start.", () -> !launched.isAlive())
        .pollInterval(Duration.ofMillis(5))
        .until(this::answers);
    return launched;
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(ADDRESS, port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void signal(String name) {
    Process kill = run("kill", name, Long.toString(process.pid()));
    await().atMost(LIMIT).until(() -> !kill.isAlive());
  }

  private Process run(String... command) {
    try {
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** None that the system gives to clients: those may take it while Redis is down. */
  private static int freePort() {
    int port;
    do {
      port = ThreadLocalRandom.current().nextInt(20_000, 32_768);
    } while (isTaken(port));
    return port;
  }

  private static boolean isTaken(int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, ADDRESS)) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static String carriedName() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch");
    return "redis-server-7.0.15-"
        + (system.contains("mac") ? "darwin" : "linux")
        + (processor.equals("aarch64") ? "-arm64" : "-amd64");
  }
}
