package dev.linnet.localruntime.tasks;

import dev.linnet.localruntime.runtime.LocalFunction;
import java.util.List;

/** The execution environments of this process's functions. */
@FunctionalInterface
public interface Environments {
  List<Use> now();

  /**
   * One function's.
   *
   * @param mode {@code in-process} or {@code runtime-api}
   * @param warm environments that wait or work
   * @param busy calls that run now
   * @param frozen environments that stand still until they are called
   * @param memoryBytes in use; of the whole process where the mode is {@code in-process}
   * @param memoryLimitBytes how much there may be
   */
  record Use(
      String function,
      String mode,
      int warm,
      int busy,
      int frozen,
      long memoryBytes,
      long memoryLimitBytes) {
    public static Use of(String function, LocalFunction.Use use) {
      return new Use(
          function,
          use.mode(),
          use.warm(),
          use.busy(),
          use.frozen(),
          use.memoryBytes(),
          use.memoryLimitBytes());
    }
  }
}
