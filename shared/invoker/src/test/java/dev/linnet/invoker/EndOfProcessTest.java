package dev.linnet.invoker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A process of its own, as Lambda gives one to every environment. */
class EndOfProcessTest {
  private static final String LATE = LateInitialization.VARIABLE;

  @Test
  void sigterm_closes_what_the_function_holds() throws Exception {
    Process process = start(Map.of(LATE, "true", "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001"));
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).isEqualTo("started");

      process.toHandle().destroy(); // unlike the process itself it leaves the output open

      assertThat(output.lines()).containsExactly("closed");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void without_late_initialization_the_start_ends_with_a_sentence() throws Exception {
    Process process = start(Map.of(LATE, "false"));
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.lines())
          .noneMatch("started"::equals)
          .noneMatch(line -> line.contains("SOURCE"))
          .anyMatch(line -> line.contains(LATE + " is \"false\"; set "));
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(Map<String, String> variables) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                java.toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName()));
    builder.environment().keySet().removeAll(List.of(LATE, "AWS_LAMBDA_RUNTIME_API"));
    builder.environment().putAll(variables);
    return builder.redirectErrorStream(true).start();
  }

  /** Starts a function and waits for its end. */
  static final class Program {
    private Program() {}

    static void main() throws InterruptedException {
      Wiring wiring = Wiring.of(event -> new byte[0]).closing(() -> System.out.println("closed"));
      LeanInvoker function = new LeanInvoker("program", () -> wiring) {};
      System.out.println("started");
      TimeUnit.MINUTES.sleep(1);
      function.close();
    }
  }
}
