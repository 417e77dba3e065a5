package dev.linnet.monitor;

import dev.linnet.links.Unavailable;
import dev.linnet.resilience.Guard;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Something that Linnet needs.
 *
 * @param essential without it nothing works; without any other one existing links still redirect
 * @param look may throw {@link Unavailable}
 */
record Dependency(String name, boolean essential, Guard guard, Supplier<Finding> look) {
  /** Without an answer of its own, {@code ping} is enough to be healthy. */
  static Dependency answering(String name, boolean essential, Guard guard, Runnable ping) {
    return new Dependency(
        name,
        essential,
        guard,
        () -> {
          ping.run();
          return Finding.ANSWERS;
        });
  }

  Checkup check() {
    long start = System.nanoTime();
    Finding finding;
    try {
      finding = guard.once(look);
    } catch (Unavailable e) {
      finding = Finding.SILENT;
    }
    return checkup(finding, Duration.ofNanos(System.nanoTime() - start));
  }

  Checkup checkup(Finding finding, Duration latency) {
    return new Checkup(name, essential, finding, latency, guard.state());
  }
}
