package dev.linnet.localruntime;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/** Tells the person at the terminal what is going on. */
final class Progress {
  private final PrintStream out;

  Progress(PrintStream out) {
    this.out = out;
  }

  /** Does the work, and says afterwards how long it took. */
  <T> T step(String name, Supplier<T> work) {
    long start = System.nanoTime();
    out.printf("  %-10s ", name);
    out.flush();
    try {
      T result = work.get();
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      out.printf("ready after %d.%d s%n", millis / 1000, millis % 1000 / 100);
      return result;
    } catch (RuntimeException e) {
      out.println("failed");
      throw e;
    }
  }

  void say(String sentence) {
    out.println("             " + sentence);
  }
}
