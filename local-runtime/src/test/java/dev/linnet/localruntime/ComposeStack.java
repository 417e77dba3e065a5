package dev.linnet.localruntime;

import dev.linnet.embedded.FreePort;
import dev.linnet.otlp.OtlpReceiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The stack of docker-compose.yml under a project name of its own; one for all tests of a run. */
final class ComposeStack {
  /** Of a redirect that does not expire soon, by the EDGE_CACHE_TTL below. */
  static final String CACHE_CONTROL =
      "public, max-age=0, s-maxage=2, stale-while-revalidate=2, stale-if-error=60";

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path WORK = Path.of("target/compose").toAbsolutePath();
  private static final String PROJECT = "linnet-test-" + ProcessHandle.current().pid();
  private static final long LIMIT_MINUTES = 5;

  private static ComposeStack started;

  private final int httpPort = FreePort.find();
  private final int httpsPort = FreePort.find();
  private final OtlpReceiver telemetry = OtlpReceiver.startForContainers();

  private ComposeStack() {}

  /** Whether this run is one against the stack: {@code ./mvnw verify -Pcompose}. */
  static boolean isWanted() {
    return Boolean.getBoolean("linnet.compose");
  }

  /** Builds the image, starts everything and waits until all of it is healthy; once. */
  static synchronized ComposeStack started() {
    if (started == null) {
      ComposeStack stack = new ComposeStack();
      Runtime.getRuntime().addShutdownHook(new Thread(stack::down));
      stack.writeSettings();
      stack.compose("build", "redirect");
      stack.compose("up", "--detach", "--wait", "--wait-timeout", "180");
      started = stack;
    }
    return started;
  }

  URI address() {
    return URI.create("http://localhost:" + httpPort);
  }

  /** What the functions told: every trace is kept. */
  OtlpReceiver telemetry() {
    return telemetry;
  }

  /** What is secret in each file of secrets; of MongoDB's URI its password. */
  List<String> secretTexts() {
    try (Stream<Path> files = Files.list(WORK.resolve("secrets"))) {
      List<String> texts = new ArrayList<>();
      for (Path file : files.toList()) {
        texts.add(Files.readString(file).replaceAll("^mongodb://linnet:|@.*$", ""));
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What containers said. */
  String logs(String... options) {
    List<String> arguments = new ArrayList<>(List.of("logs", "--no-color", "--no-log-prefix"));
    arguments.addAll(List.of(options));
    return compose(arguments.toArray(String[]::new));
  }

  /** Runs {@code docker compose}, and gives what it printed. */
  String compose(String... arguments) {
    List<String> command = new ArrayList<>(List.of("docker", "compose"));
    command.addAll(options());
    command.addAll(List.of(arguments));
    return run(command);
  }

  /** Whether MongoDB is the stand-in, which may lose the last 100 ms when it is killed. */
  boolean losesLastWrites() {
    return compose("exec", "-T", "mongo", "mongod", "--version").contains("stand-in");
  }

  /** When the container of a service ended last. */
  Instant endOf(String service) {
    String container = containers(service).getFirst();
    String format = "{{.State.FinishedAt}}";
    return Instant.parse(docker(List.of("inspect", "--format", format, container)).strip());
  }

  /** The size of Linnet's image, in bytes. */
  long imageSize() {
    String format = "{{.Size}}";
    List<String> question = List.of("image", "inspect", "--format", format, "linnet:" + PROJECT);
    return Long.parseLong(docker(question).strip());
  }

  /** Makes a new image under the old name, as a release does. */
  void newImage(int release) {
    String image = "linnet:" + PROJECT;
    String build =
        "printf 'FROM %s\nLABEL release=%s\n' \"$0\" \"$1\" | docker build --tag \"$0\" -";
    run(List.of("sh", "-c", build, image, Integer.toString(release)));
  }

  /** Brings a service to its new image as an operator does. */
  String roll(String service) {
    List<String> command =
        new ArrayList<>(List.of(ROOT.resolve("local-runtime/containers/roll").toString(), service));
    command.addAll(options());
    return run(command);
  }

  /** The containers of a service; of all services where none is named. */
  List<String> containers(String... service) {
    List<String> command = new ArrayList<>(List.of("ps", "--quiet", "--all"));
    command.addAll(List.of(service));
    return compose(command.toArray(String[]::new)).lines().toList();
  }

  static String docker(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(arguments);
    return run(command);
  }

  static String docker(String verb, List<String> containers) {
    List<String> arguments = new ArrayList<>(List.of(verb));
    arguments.addAll(containers);
    return docker(arguments);
  }

  private List<String> options() {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--project-name", PROJECT,
                "--project-directory", ROOT.toString(),
                "--env-file", WORK.resolve("env").toString(),
                "--file", ROOT.resolve("docker-compose.yml").toString()));
    options.addAll(
        List.of("--file", ROOT.resolve("local-runtime/src/test/compose/stand-ins.yml").toString()));
    return options;
  }

  private void writeSettings() {
    run(List.of(ROOT.resolve("local-runtime/containers/secrets").toString(), secrets()));
    List<String> lines = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(ROOT.resolve(".env.example"))) {
        lines.add(line.replace("./secrets", secrets()));
      }
      lines.addAll(
          List.of(
              "LINNET_IMAGE=linnet:" + PROJECT,
              "BASE_URL=" + address(),
              "HTTP_ADDRESS=127.0.0.1",
              "HTTP_PORT=" + httpPort,
              "HTTPS_PORT=" + httpsPort,
              "BACKUP_FOLDER=" + Files.createDirectories(WORK.resolve("backups")),
              "EDGE_CACHE_TTL=2",
              "TRACING_ENABLED=true",
              "TRACING_SAMPLE_PERCENT=100",
              "METRICS_INTERVAL=2",
              "OTLP_ENDPOINT=http://host.docker.internal:" + telemetry.port(),
              // A client's address may be told by whoever comes from a private network.
              "NGINX_TRUSTED_PROXIES=\"10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 127.0.0.1\"",
              "KEY_POPULATION_COUNT=2000",
              "KEY_LOW_MARK=1000",
              "TASK_RETRY_DELAY=1",
              "REDIS_TIMEOUT=PT0.5S", // the machine may be busy
              // One address sends all the load; creates with an API key stay limited.
              "NGINX_CLIENT_RATE=5000",
              "NGINX_CLIENT_BURST=5000",
              "NGINX_CREATE_RATE=2000",
              "NGINX_CREATE_BURST=2000",
              "NGINX_USER_RATE=1",
              "NGINX_USER_BURST=2",
              "NGINX_CLIENT_CONNECTIONS=2000"));
      Files.write(WORK.resolve("env"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String secrets() {
    return WORK.resolve("secrets").toString();
  }

  private void down() {
    try {
      Files.writeString(
          Path.of("target/compose-logs.txt"), compose("logs", "--no-color", "--timestamps"));
    } catch (IOException | IllegalStateException e) {
      System.err.println("The logs of the stack are lost: " + e.getMessage());
    }
    compose("--profile", "*", "down", "--volumes", "--remove-orphans", "--timeout", "1");
    run(List.of("docker", "image", "rm", "--force", "linnet:" + PROJECT));
    run(List.of("rm", "-rf", WORK.toString()));
    telemetry.close();
  }

  private static String run(List<String> command) {
    try {
      Files.createDirectories(WORK);
      Path output = Files.createTempFile(WORK, "output", ".txt");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
      String said = Files.readString(output);
      Files.delete(output);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(
            (ended ? "Failed: " : "Took too long: ") + String.join(" ", command) + "\n" + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(Arrays.toString(command.toArray()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
