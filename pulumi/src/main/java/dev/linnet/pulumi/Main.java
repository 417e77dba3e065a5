package dev.linnet.pulumi;

import com.pulumi.Pulumi;

/** What {@code pulumi up} runs. */
public final class Main {
  private Main() {}

  /**
   * Declares the stack. On JDK 25 the SDK spins for ever where the common pool has a single thread,
   * as on a machine of two cores; so the pool gets its size before anything uses it.
   */
  public static void main(String[] args) {
    System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "4");
    Pulumi.run(LinnetStack::declare);
  }
}
