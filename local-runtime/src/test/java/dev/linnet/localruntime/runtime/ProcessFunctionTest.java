package dev.linnet.localruntime.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.linnet.topology.LambdaFunction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real processes, with AWS's own runtime client in them. */
@Timeout(120)
class ProcessFunctionTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int MEMORY = 160;

  @TempDir static Path folder;

  private static LambdaHost host;
  private static Path zip;
  private static LocalFunction function;

  @BeforeAll
  static void start() throws Exception {
    zip = TestZip.of(folder.resolve("test.zip"));
    host = LambdaHost.open(folder);
    function = start(Handlers.Misbehaving.class, LIMIT, Map.of("GREETING", "hello"), 4, LONG);
  }

  @AfterAll
  static void stop() {
    function.close();
    host.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "throw   | java.lang.IllegalStateException | \"errorMessage\":\"a"
            + " reason\",\"errorType\":\"java.lang.IllegalStateException\"",
        "exit    | Runtime.ExitError | Error: Runtime exited with error: exit status 7",
        "leave   | Runtime.ExitError | Error: Runtime exited without providing a reason",
        "heap    | java.lang.OutOfMemoryError | \"errorType\":\"java.lang.OutOfMemoryError\"",
        "memory  | Runtime.OutOfMemory | Error: Runtime exited with error: signal: killed",
        "large   | Function.ResponseSizeTooLarge | Response payload size exceeded maximum allowed"
            + " payload size (6291556 bytes)."
      })
  void a_call_that_goes_wrong_is_told_as_lambda_tells_it_and_the_next_one_works(
      String event, String type, String payload) {
    Outcome outcome = invoke(function, event);

    assertThat(outcome.invocation()).isInstanceOf(Invocation.Failed.class);
    assertThat(((Invocation.Failed) outcome.invocation()).errorType()).isEqualTo(type);
    assertThat(new String(outcome.payload(), StandardCharsets.UTF_8)).contains(payload);
    assertThat(outcome.log()).contains("\tStatus: error\tError Type: ");
    assertThat(text(function, "GREETING")).isEqualTo("\"hello\"");
  }

  @Test
  void a_call_that_takes_too_long_ends_with_its_process_and_the_next_one_works() {
    try (LocalFunction slow =
        start(Handlers.Misbehaving.class, Duration.ofSeconds(3), Map.of(), 1, LONG)) {
      String before = text(slow, "pid");
      Outcome outcome = invoke(slow, "hang");

      assertThat(outcome.invocation()).isEqualTo(new Invocation.TimedOut());
      assertThat(outcome.payload())
          .asString(StandardCharsets.UTF_8)
          .contains("\"errorType\":\"Sandbox.Timedout\"", "Task timed out after 3.00 seconds");
      assertThat(outcome.log()).contains("\tStatus: timeout");
      await().atMost(LIMIT).until(() -> !isAlive(before));
      assertThat(text(slow, "pid")).isNotEqualTo(before);
    }
  }

  @Test
  void what_a_function_answers_is_passed_on_whatever_it_is() {
    assertThat(text(function, "garbage")).isEqualTo("<html>");
  }

  @Test
  void an_environment_is_kept_warm() {
    try (LocalFunction one = start(Handlers.Misbehaving.class, LIMIT, Map.of(), 1, LONG)) {
      assertThat(one.use().warm()).isZero();
      assertThat(invoke(one, "calls").log()).contains("\tInit Duration: ");
      assertThat(text(one, "calls")).isEqualTo("2");
      assertThat(invoke(one, "calls").log())
          .doesNotContain("Init Duration")
          .containsPattern("\tMemory Size: 160 MB\tMax Memory Used: [1-9][0-9]* MB\n?");
      assertThat(one.use().warm()).isEqualTo(1);
      assertThat(one.use().memoryBytes()).isPositive();
    }
  }

  @Test
  void an_environment_that_died_while_it_waited_is_replaced() {
    try (LocalFunction one = start(Handlers.Misbehaving.class, LIMIT, Map.of(), 1, LONG)) {
      ProcessHandle first = ProcessHandle.of(Long.parseLong(text(one, "pid"))).orElseThrow();
      first.destroyForcibly();
      await().atMost(LIMIT).until(() -> one.use().warm() == 0);

      assertThat(text(one, "calls")).isEqualTo("1");
    }
  }

  @Test
  void an_environment_without_a_call_is_frozen_and_the_next_call_finds_it_as_it_was() {
    try (LocalFunction one = start(Handlers.Misbehaving.class, LIMIT, Map.of(), 1, LONG)) {
      String pid = text(one, "haunt");
      await().atMost(LIMIT).until(() -> one.use().frozen() == 1);

      Duration before = processorTime(pid);
      await()
          .atMost(LIMIT)
          .during(Duration.ofMillis(500))
          .until(() -> processorTime(pid).equals(before));
      assertThat(text(one, "pid")).isEqualTo(pid);
      text(one, "spin");
      assertThat(processorTime(pid)).isGreaterThan(before);
    }
  }

  @Test
  void a_frozen_environment_that_is_asked_to_end_does_so_and_is_replaced() {
    try (LocalFunction one = start(Handlers.Misbehaving.class, LIMIT, Map.of(), 1, LONG)) {
      String pid = text(one, "pid");
      await().atMost(LIMIT).until(() -> one.use().frozen() == 1);
      ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroy();

      await().atMost(LIMIT).until(() -> !isAlive(pid) && one.use().warm() == 0);
      assertThat(text(one, "calls")).isEqualTo("1");
    }
  }

  @Test
  void a_stop_lets_a_frozen_environment_give_back_what_it_holds() {
    Path words = folder.resolve("words-at-the-stop");
    Map<String, String> settings = Map.of("LAST_WORDS", words.toString());
    try (LocalFunction one = start(Handlers.Cleaning.class, LIMIT, settings, 1, LONG)) {
      invoke(one, "{}");
      await().atMost(LIMIT).until(() -> one.use().frozen() == 1);
    }

    assertThat(words).exists();
  }

  @Test
  void a_call_has_processor_time_in_proportion_to_its_memory() {
    LambdaFunction quarter =
        new LambdaFunction("other", Handlers.Misbehaving.class.getName(), 442, LIMIT, "for a test");
    LambdaHost.Limits limits = new LambdaHost.Limits(1, LONG, Duration.ofMinutes(1), true);
    try (LocalFunction one = host.start(quarter, zip, Map.of(), limits)) {
      String pid = text(one, "pid");
      Duration before = processorTime(pid);
      long start = System.nanoTime();
      text(one, "spin");
      Duration took = Duration.ofNanos(System.nanoTime() - start);

      Duration used = processorTime(pid).minus(before);
      assertThat(used).isGreaterThanOrEqualTo(Handlers.Misbehaving.SPIN);
      assertThat(took).isGreaterThan(used.multipliedBy(3));
    }
  }

  @Test
  void environments_whose_host_was_killed_are_ended_by_the_next_one() throws Exception {
    Path work = folder.resolve("killed");
    Process left =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                EnvironmentCommand.temporaryOption(work.resolve("environment-1")),
                "-cp",
                "target/test-classes",
                Handlers.Haunting.class.getName())
            .start();
    try {
      Signals.stop(left);
      LambdaHost.open(work).close();

      assertThat(left.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      left.destroyForcibly();
    }
  }

  private static Duration processorTime(String pid) {
    return ProcessHandle.of(Long.parseLong(pid))
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow();
  }

  @Test
  void environments_that_nobody_calls_end_and_tidy_up() {
    Path words = folder.resolve("last-words");
    try (LocalFunction idle =
        start(
            Handlers.Cleaning.class,
            LIMIT,
            Map.of("LAST_WORDS", words.toString()),
            1,
            Duration.ofMillis(10))) {
      invoke(idle, "{}");

      await().atMost(LIMIT).until(() -> idle.use().warm() == 0 && Files.exists(words));
      await().atMost(LIMIT).until(() -> environmentFolders() <= function.use().warm());
    }
  }

  @Test
  void each_call_at_once_has_an_environment_and_one_too_many_is_throttled() throws Exception {
    try (LocalFunction two =
            start(Handlers.Misbehaving.class, Duration.ofSeconds(4), Map.of(), 2, LONG);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> hanging = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        hanging.add(threads.submit(() -> invoke(two, "hang")));
      }
      await().until(() -> two.busy() == 2);

      assertThat(invoke(two, "pid").invocation()).isEqualTo(new Invocation.Throttled());
      for (Future<Outcome> call : hanging) {
        assertThat(call.get().invocation()).isEqualTo(new Invocation.TimedOut());
      }
      assertThat(two.busy()).isZero();
    }
  }

  @Test
  void calls_one_after_the_other_share_an_environment() {
    Set<String> processes = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      processes.add(text(function, "pid"));
    }
    assertThat(processes).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Refusing | java.lang.IllegalArgumentException | KEY_LENGTH is 13; it must be a number from"
            + " 5 to 12.",
        "Broken   | java.lang.ExceptionInInitializerError | ''",
        "Leaving  | Runtime.ExitError | Runtime exited with error: exit status 3"
      })
  void a_function_that_does_not_start_says_why(String handler, String type, String reason) {
    String name = Handlers.class.getName() + "$" + handler;
    try (LocalFunction refusing = start(name, LIMIT, Map.of(), 1, LONG)) {
      Outcome outcome = invoke(refusing, "{}");

      assertThat(outcome.invocation()).isInstanceOf(Invocation.Failed.class);
      assertThat(outcome.payload()).asString(StandardCharsets.UTF_8).contains(type, reason);
    }
  }

  @Test
  void a_function_that_takes_too_long_to_start_is_started_once_more_and_given_up() {
    LambdaFunction hanging = described(Handlers.Hanging.class.getName(), Duration.ofMillis(400));
    LambdaHost.Limits limits = new LambdaHost.Limits(1, LONG, Duration.ofMillis(400), false);
    try (LocalFunction function = host.start(hanging, zip, Map.of(), limits)) {
      Outcome outcome = invoke(function, "{}");

      assertThat(outcome.invocation()).isEqualTo(new Invocation.TimedOut());
      assertThat(function.longestCall()).isEqualTo(Duration.ofMillis(1_200));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "_HANDLER, dev.linnet.localruntime.runtime.Handlers$Misbehaving",
    "AWS_LAMBDA_FUNCTION_NAME, linnet-other",
    "AWS_LAMBDA_FUNCTION_VERSION, $LATEST",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE, 160",
    "AWS_LAMBDA_INITIALIZATION_TYPE, on-demand",
    "AWS_LAMBDA_LOG_GROUP_NAME, /aws/lambda/linnet-other",
    "AWS_EXECUTION_ENV, AWS_Lambda_java25",
    "TZ, :UTC",
    "GREETING, hello",
    "OPERATOR_KEY, null",
    "JAVA_TOOL_OPTIONS, null"
  })
  void the_environment_variables_are_lambda_s_and_the_function_s_own(String name, String value) {
    assertThat(text(function, name)).isEqualTo("\"" + value + "\"");
  }

  @Test
  void a_handler_is_told_of_its_call() {
    Call call =
        new Call(
            json("context"), "c0ffee00-0000-4000-8000-000000000001", "{\"custom\":{\"a\":\"b\"}}");

    assertThat(new String(function.invoke(call).payload(), StandardCharsets.UTF_8))
        .isEqualTo(
            "\"linnet-other arn:aws:lambda:us-east-1:000000000000:function:linnet-other 160 true"
                + " {a=b}\"");
    assertThat(text(function, "trace")).matches("\"Root=1-[0-9a-f]{8}-[0-9a-f]{24};.*\"");
  }

  @Test
  void each_environment_has_a_temporary_folder_of_its_own() {
    assertThat(text(function, "folder")).startsWith("\"" + folder.resolve("environment-"));
  }

  @Test
  void what_a_function_writes_stands_in_the_log_of_its_call() {
    await()
        .atMost(LIMIT)
        .until(
            () ->
                invoke(function, "log")
                    .log()
                    .matches(
                        "(?s)START RequestId: .*a line of its own\na line of the context's\n"
                            + ".*END RequestId: .*REPORT RequestId: .*"));
  }

  @Test
  void a_zip_that_is_not_there_is_named() {
    LambdaFunction described = described(Handlers.Quiet.class.getName(), LIMIT);

    assertThatThrownBy(
            () ->
                host.start(
                    described, folder.resolve("nowhere.zip"), Map.of(), LambdaHost.Limits.DEFAULT))
        .isInstanceOf(FunctionFault.class)
        .hasMessageContaining("nowhere.zip");
  }

  private static boolean isAlive(String pid) {
    return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isPresent();
  }

  private static long environmentFolders() throws Exception {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith("environment-")).count();
    }
  }

  private static LocalFunction start(
      Class<?> handler, Duration limit, Map<String, String> settings, int max, Duration idle) {
    return start(handler.getName(), limit, settings, max, idle);
  }

  private static LocalFunction start(
      String handler, Duration limit, Map<String, String> settings, int max, Duration idle) {
    LambdaHost.Limits limits = new LambdaHost.Limits(max, idle, Duration.ofMinutes(1), false);
    return host.start(described(handler, limit), zip, settings, limits);
  }

  private static LambdaFunction described(String handler, Duration limit) {
    return new LambdaFunction("other", handler, MEMORY, limit, "for a test");
  }

  private static Outcome invoke(LocalFunction function, String event) {
    return function.invoke(Call.of(json(event)));
  }

  private static String text(LocalFunction function, String event) {
    return new String(invoke(function, event).payload(), StandardCharsets.UTF_8);
  }

  private static byte[] json(String text) {
    return ("\"" + text + "\"").getBytes(StandardCharsets.UTF_8);
  }
}
