package dev.linnet.redis;

import static org.awaitility.Awaitility.await;

import java.io.File;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import redis.embedded.Redis;

/** A real Redis of a test's own, which can be killed, started again and frozen. */
final class TestRedis implements TestServer {
  static final String HOST = "127.0.0.1";

  private static final InetAddress ADDRESS = InetAddress.ofLiteral(HOST);

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int CONNECT_MILLIS = 1_000;

  private final Path folder;
  private final int port = freePort();
  private final int busPort = freePort(); // only a cluster's node listens there
  private final List<String> options;
  private Process process;

  private TestRedis(Path folder, List<String> options) {
    this.folder = folder;
    this.options = options;
    this.process = launch();
  }

  static TestRedis start() throws IOException {
    return start(List.of());
  }

  /**
   * @param options each a name and a value, as in {@code --cluster-enabled yes}
   */
  static TestRedis start(List<String> options) throws IOException {
    Path folder = Files.createTempDirectory("linnet-redis");
    Path program = folder.resolve("redis-server");
    try (InputStream packed = Redis.class.getResourceAsStream("/" + carriedName())) {
      Files.copy(packed, program);
    }
    if (!program.toFile().setExecutable(true)) {
      throw new IOException("The test's Redis cannot be made executable.");
    }
    return new TestRedis(folder, options);
  }

  @Override
  public RedisConfig config(Duration timeout) {
    return OnRedis.config(HOST, port, "", timeout);
  }

  @Override
  public int port() {
    return port;
  }

  int busPort() {
    return busPort;
  }

  @Override
  public void kill() {
    process.destroyForcibly();
    await().atMost(LIMIT).until(() -> !process.isAlive());
  }

  @Override
  public void startAgain() {
    process = launch();
  }

  @Override
  public void freeze() {
    signal("-STOP");
  }

  @Override
  public void thaw() {
    signal("-CONT");
  }

  @Override
  public void close() {
    kill();
    try {
      for (File file : Objects.requireNonNull(folder.toFile().listFiles())) {
        Files.delete(file.toPath()); // the program, and what a cluster's node remembers
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch() {
    Process launched = run(command().toArray(String[]::new));
    await()
        .atMost(LIMIT)
        .failFast("Redis did not start.", () -> !launched.isAlive())
        .pollInterval(Duration.ofMillis(5))
        .until(this::answers);
    return launched;
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(folder.resolve("redis-server").toString());
    command.addAll(List.of("--bind", HOST, "--port", Integer.toString(port)));
    command.addAll(List.of("--save", "", "--appendonly", "no"));
    if (!options.isEmpty()) {
      command.addAll(List.of("--cluster-port", Integer.toString(busPort)));
    }
    options.forEach(option -> command.addAll(List.of(option.split(" ", -1))));
    return command;
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
