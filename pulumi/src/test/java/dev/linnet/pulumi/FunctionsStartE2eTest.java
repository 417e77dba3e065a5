package dev.linnet.pulumi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.embedded.Binaries;
import dev.linnet.embedded.EmbeddedMongo;
import dev.linnet.embedded.EmbeddedPostgres;
import dev.linnet.embedded.EmbeddedRedis;
import dev.linnet.embedded.FreePort;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each declared function starts from its zip under AWS's runtime interface client, with the handler
 * and the environment that the program declares, reads its secrets by their ARNs, and answers an
 * event of each kind that its declared triggers send.
 */
@Timeout(240)
class FunctionsStartE2eTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PASSWORD = "not-a-secret";

  @TempDir static Path folder;

  private static EmbeddedPostgres postgres;
  private static EmbeddedMongo mongo;
  private static EmbeddedRedis redis;

  private SmallAws aws;

  @BeforeAll
  static void start() throws IOException {
    Binaries binaries = Binaries.ofUser();
    postgres =
        EmbeddedPostgres.start(binaries, folder.resolve("postgres"), FreePort.find(), PASSWORD);
    mongo = EmbeddedMongo.start(folder.resolve("mongo"), FreePort.find());
    redis = EmbeddedRedis.start(binaries, folder.resolve("redis"), FreePort.find(), PASSWORD);
  }

  @AfterAll
  static void stop() {
    redis.close();
    mongo.close();
    postgres.close();
  }

  /** One for each function: a client that ends leaves its question for the next event behind. */
  @BeforeEach
  void startAws() throws IOException {
    aws =
        new SmallAws(
            Map.of(
                StackSecret.DB_PASSWORD,
                PASSWORD,
                StackSecret.REDIS_PASSWORD,
                PASSWORD,
                StackSecret.KEY_SECRET,
                "sixteen characters",
                StackSecret.MONGO_URI,
                "mongodb://127.0.0.1:" + mongo.port()));
  }

  @AfterEach
  void stopAws() {
    aws.close();
  }

  /** Refill comes first: it makes the tables. */
  @ParameterizedTest
  @ValueSource(strings = {"refill", "create", "redirect", "cleanup", "monitor"})
  void a_function_starts_and_answers_what_its_triggers_send(String name) throws Exception {
    Declared function = Variant.DEV.graph().only("lambda/Function", name);
    List<String> events = eventsOf(name);
    assertThat(events).isNotEmpty();

    Process process = launch(function);
    try {
      for (String event : events) {
        String answer = aws.call(sample(event), process, PATIENCE);
        assertThat(answer)
            .as("%s, given %s; its log is%n%s", name, event, Files.readString(log(name)))
            .matches("(?s)" + expected(name));
      }
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }

  /** One of each kind that some declared trigger of it sends. */
  private static List<String> eventsOf(String function) {
    List<String> events = new ArrayList<>();
    for (Variant variant : List.of(Variant.DEV, Variant.PROD_ALB)) {
      for (Declared permission : variant.graph().all("lambda/Permission")) {
        if (permission.name().startsWith(function + "-by-")) {
          events.add(eventBy(permission.text("principal"), function));
        }
      }
    }
    for (Declared schedule : Variant.DEV.graph().all("scheduler/Schedule")) {
      if (schedule.text("target.arn").contains("Alias/" + function + "/")) {
        events.add("eventbridge/scheduler.json");
      }
    }
    return events.stream().distinct().toList();
  }

  private static String eventBy(String principal, String function) {
    String request = function.equals("create") ? "create.json" : "redirect.json";
    return switch (principal) {
      case "apigateway.amazonaws.com" -> "v2/" + request;
      case "elasticloadbalancing.amazonaws.com" -> "alb-multi/" + request;
      case "events.amazonaws.com" -> "eventbridge/key-pool-low.json";
      default -> throw new IllegalStateException("Who is " + principal + "?");
    };
  }

  private static String expected(String function) {
    return switch (function) {
      case "create" -> ".*\"statusCode\":\\s*201.*";
      case "redirect", "monitor" -> ".*\"statusCode\":\\s*(302|404).*";
      default -> "(?!error|no answer).*";
    };
  }

  private static String sample(String name) throws IOException {
    try (InputStream in = FunctionsStartE2eTest.class.getResourceAsStream("/samples/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Process launch(Declared function) throws IOException {
    Path root = unzipped(function);
    ProcessBuilder process =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            runtimeClient(),
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            function.text("handler"));
    Map<String, String> environment = process.environment();
    environment.clear();
    environment.putAll(function.variables());
    environment.putAll(ofLambda(function, root));
    environment.putAll(ofThisMachine());
    process.directory(root.toFile()); // where the client looks for the function
    process.redirectErrorStream(true).redirectOutput(log(function.name()).toFile());
    return process.start();
  }

  /** What Lambda sets itself. */
  private Map<String, String> ofLambda(Declared function, Path root) {
    return Map.ofEntries(
        Map.entry("_HANDLER", function.text("handler")),
        Map.entry("LAMBDA_TASK_ROOT", root.toString()),
        Map.entry("LAMBDA_RUNTIME_DIR", root.toString()),
        Map.entry("AWS_LAMBDA_RUNTIME_API", aws.address()),
        Map.entry("AWS_LAMBDA_FUNCTION_NAME", function.text("name")),
        Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "7"),
        Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", function.text("memorySize")),
        Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_java25"),
        Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", function.text("loggingConfig.logGroup")),
        Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "here"),
        Map.entry("AWS_REGION", "eu-central-1"),
        Map.entry("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "secret"),
        Map.entry("AWS_SESSION_TOKEN", "session"));
  }

  /** The servers are here and not in a VPC. */
  private Map<String, String> ofThisMachine() {
    return Map.of(
        "AWS_ENDPOINT_URL_SECRETS_MANAGER",
        "http://" + aws.address(),
        "EVENTS_ENDPOINT",
        "http://" + aws.address(),
        "DB_HOST",
        "127.0.0.1",
        "DB_PORT",
        Integer.toString(postgres.port()),
        "DB_USER",
        EmbeddedPostgres.USER,
        "REDIS_HOST",
        "127.0.0.1",
        "REDIS_PORT",
        Integer.toString(redis.port()),
        "REDIS_TLS",
        "false",
        "REDIS_TIMEOUT",
        "PT5S");
  }

  private static Path log(String function) {
    return folder.resolve(function + ".log");
  }

  /** Lambda's own jars, which are not in the zip. */
  private static String runtimeClient() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(jar -> jar.matches(".*/(aws-lambda-java-|utils-lite-)[^/]*"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path unzipped(Declared function) throws IOException {
    Path zip = Path.of(function.text("code").replace("archive:", ""));
    Path root = Files.createDirectories(folder.resolve("task-" + function.name()));
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = root.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(in, file);
        }
      }
    }
    return root;
  }
}
