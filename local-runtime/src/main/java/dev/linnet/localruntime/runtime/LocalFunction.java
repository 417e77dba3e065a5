package dev.linnet.localruntime.runtime;

import dev.linnet.topology.LambdaFunction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A function that can be called, wherever it runs. Thread-safe. */
public interface LocalFunction extends AutoCloseable {
  /**
   * Loads a function into this process and starts it.
   *
   * @param work a folder of this process: zips are unpacked there, settings written
   * @throws FunctionFault where the zip cannot be read or the function refuses to start
   */
  static LocalFunction start(
      LambdaFunction function, Path zip, Path work, Map<String, String> settings) {
    return InProcessFunction.start(function, zip, work, settings);
  }

  LambdaFunction description();

  default String name() {
    return description().name();
  }

  /** Calls the function and waits for it. */
  Invocation call(byte[] event);

  /** The same, with all that Lambda's Invoke tells of it. */
  Outcome invoke(Call call);

  /** How long a call may take, with all that comes before it. */
  default Duration longestCall() {
    return description().timeout();
  }

  /** How many calls run now. */
  int busy();

  /** What the function's environments hold of this machine. */
  Use use();

  /**
   * What environments hold.
   *
   * @param mode {@code in-process} or {@code runtime-api}
   * @param warm environments that wait or work
   * @param busy calls that run now
   * @param frozen environments that stand still until they are called
   * @param memoryBytes in use; of the whole process where the mode is {@code in-process}
   * @param memoryLimitBytes how much there may be
   */
  record Use(
      String mode, int warm, int busy, int frozen, long memoryBytes, long memoryLimitBytes) {}

  /** Lets the function give back what it holds, such as claimed keys. */
  @Override
  void close();
}
