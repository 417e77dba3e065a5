package dev.linnet.localruntime.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class LocalFunctionTest {
  @TempDir private Path folder;
  private TestFunctions functions;

  @BeforeEach
  void open() {
    functions = TestFunctions.in(folder);
  }

  @AfterEach
  void close() {
    functions.close();
  }

  @Test
  void a_handler_is_told_of_its_call_and_finds_its_libraries() {
    assertThat(text(functions.start(Handlers.Telling.class).call(new byte[0])))
        .isEqualTo("library linnet-other 512 true true");
  }

  @Test
  void its_classes_are_its_own_and_not_the_process_s() {
    LocalFunction function = functions.start("own", event -> event);

    assertThat(text(function.call(bytes("event")))).isEqualTo("event");
    assertThat(Handlers.Asking.class.getClassLoader()).isSameAs(getClass().getClassLoader());
    assertThat(function.name()).isEqualTo("own");
  }

  @Test
  void a_call_that_throws_has_failed_with_the_exception_s_name() {
    LocalFunction function =
        functions.start(
            "failing",
            event -> {
              throw new IllegalStateException("a secret of the database");
            });

    assertThat(function.call(bytes("{}")))
        .isEqualTo(new Invocation.Failed("IllegalStateException"));
  }

  @Test
  void after_a_call_that_threw_the_next_one_is_answered() {
    LocalFunction function =
        functions.start(
            "fragile",
            event -> {
              if (event.equals("bad")) {
                throw new AssertionError("bad");
              }
              return event;
            });

    assertThat(function.call(bytes("bad"))).isEqualTo(new Invocation.Failed("AssertionError"));
    assertThat(text(function.call(bytes("good")))).isEqualTo("good");
  }

  @Test
  void a_call_that_takes_too_long_is_interrupted_and_the_thread_is_clean_again() {
    LocalFunction function =
        functions.start("slow", Duration.ofMillis(50), event -> waitForInterrupt());

    assertThat(function.call(bytes("{}"))).isEqualTo(new Invocation.TimedOut());
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void many_calls_run_at_once() throws Exception {
    int calls = 50;
    CountDownLatch all = new CountDownLatch(calls);
    LocalFunction function = functions.start("many", event -> meet(all));

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Invocation>> answers = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        answers.add(threads.submit(() -> function.call(bytes("{}"))));
      }
      for (Future<Invocation> answer : answers) {
        assertThat(text(answer.get())).isEqualTo("met");
      }
    }
  }

  @Test
  void a_call_above_the_limit_is_throttled_and_room_comes_back() {
    CountDownLatch go = new CountDownLatch(1);
    LocalFunction function = functions.start("busy", event -> meet(go, event));

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 1_000; i++) {
        var _ = threads.submit(() -> function.call(bytes("waits")));
      }
      await().until(() -> function.call(bytes("asks")) instanceof Invocation.Throttled);
      go.countDown();
    }
    assertThat(text(function.call(bytes("asks")))).isEqualTo("asks");
  }

  @Test
  void its_end_lets_the_handler_give_back_what_it_holds() {
    List<String> log = new ArrayList<>();
    LocalFunction function = functions.start("ending", event -> event);
    functions.atTheEndOf("ending", () -> log.add("closed"));
    function.call(bytes("{}"));

    function.close();

    assertThat(log).containsExactly("closed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Refusing | does not start: KEY_LENGTH is 13; it must be a number from 5 to 12.",
        "Silent   | does not start: ",
        "Missing  | does not start: dev.linnet.localruntime.runtime.Handlers$Missing"
      })
  void a_function_that_does_not_start_says_why(String handler, String reason) {
    String type = Handlers.class.getName() + "$" + handler;

    assertThatThrownBy(() -> functions.start(type, functions.zip(), Map.of()))
        .isInstanceOf(FunctionFault.class)
        .hasMessageContaining(reason);
  }

  @Test
  void a_zip_that_is_not_there_is_named() {
    Path nowhere = folder.resolve("nowhere.zip");

    assertThatThrownBy(() -> functions.start(Handlers.Quiet.class.getName(), nowhere, Map.of()))
        .isInstanceOf(FunctionFault.class)
        .hasMessageContaining("nowhere.zip");
  }

  @Test
  void its_settings_are_a_file_that_only_the_owner_reads() throws Exception {
    functions.start(
        Handlers.Quiet.class.getName(), functions.zip(), Map.of("DB_PASSWORD", "secret=: \u00e9"));

    Path settings = folder.resolve("run/settings/other");
    assertThat(Files.getPosixFilePermissions(settings)).hasSize(3);
    var properties = new Properties();
    try (var in = Files.newBufferedReader(settings.resolve("linnet-environment.properties"))) {
      properties.load(in);
    }
    assertThat(properties).containsEntry("DB_PASSWORD", "secret=: \u00e9");
  }

  private static String meet(CountDownLatch all) {
    all.countDown();
    return meet(all, "met");
  }

  private static String meet(CountDownLatch latch, String word) {
    try {
      return latch.await(20, TimeUnit.SECONDS) ? word : "alone";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private static String waitForInterrupt() {
    try {
      new CountDownLatch(1).await();
      return "never";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Invocation invocation) {
    return invocation instanceof Invocation.Answered(byte[] reply)
        ? new String(reply, StandardCharsets.UTF_8)
        : invocation.toString();
  }
}
