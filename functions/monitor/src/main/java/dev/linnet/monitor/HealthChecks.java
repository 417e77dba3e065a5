package dev.linnet.monitor;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Looks at all dependencies at once, so that the slowest one sets the time. */
final class HealthChecks implements Supplier<Health> {
  /** Above the adapters' own limits, which give the better answer. */
  private static final Duration LIMIT = Duration.ofMillis(2_500);

  private static final Finding TOO_SLOW =
      new Finding(Condition.UNHEALTHY, "It did not answer in time.");

  private final List<Dependency> dependencies;
  private final Duration limit;
  private final InstantSource clock;

  HealthChecks(List<Dependency> dependencies, InstantSource clock) {
    this(dependencies, LIMIT, clock);
  }

  /**
   * @param limit for each look
   */
  HealthChecks(List<Dependency> dependencies, Duration limit, InstantSource clock) {
    this.dependencies = List.copyOf(dependencies);
    this.limit = limit;
    this.clock = clock;
  }

  @Override
  public Health get() {
    long end = System.nanoTime() + limit.toNanos();
    List<FutureTask<Checkup>> running = new ArrayList<>();
    for (Dependency dependency : dependencies) {
      FutureTask<Checkup> check = new FutureTask<>(dependency::check);
      Thread.ofVirtual().name("check-" + dependency.name()).start(check);
      running.add(check);
    }
    List<Checkup> checkups = new ArrayList<>();
    for (int i = 0; i < running.size(); i++) {
      checkups.add(result(dependencies.get(i), running.get(i), end));
    }
    return Health.of(checkups, clock.instant());
  }

  private Checkup result(Dependency dependency, FutureTask<Checkup> check, long end) {
    try {
      return check.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      check.cancel(true);
      return dependency.checkup(TOO_SLOW, limit);
    } catch (InterruptedException e) {
      check.cancel(true);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("A look at " + dependency.name() + " was interrupted.", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A look at " + dependency.name() + " failed.", e.getCause());
    }
  }
}
