package dev.linnet.localruntime;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** What happens to the stack under load, one after the other. */
enum ComposeFault {
  REDIS("redis"),
  PGBOUNCER("pgbouncer"),
  POSTGRES("postgres"),
  REDIRECT_REPLICA("redirect"),
  WORKER("worker"),
  NGINX_RELOAD("nginx"),
  MONGO("mongo");

  static final String HEADER =
      "\n%-18s %10s %24s %8s %10s %9s %24s %9s%n"
          .formatted(
              "killed for 2 s",
              "redirects",
              "failed",
              "repeated",
              "slowest ms",
              "created",
              "creates failed",
              "healed s");

  /** Two seconds of load. */
  private static final int OUTAGE = 600;

  private final String service;

  ComposeFault(String service) {
    this.service = service;
  }

  /**
   * What clients saw.
   *
   * @param healedAfter from the restart to the last failure
   */
  record Outcome(ComposeFault fault, ComposeLoad.Seen seen, Duration healedAfter) {
    /** Without MongoDB what no cache knows cannot be told; all else is wanted whole. */
    boolean isWanted(Duration healingLimit) {
      return (fault == MONGO || seen.failedRedirects.isEmpty())
          && healedAfter.compareTo(healingLimit) < 0;
    }

    @Override
    public String toString() {
      return "%-18s %10d %24s %8d %10d %9d %24s %9.1f%n"
          .formatted(
              fault.name().toLowerCase(Locale.ROOT).replace('_', ' '),
              seen.redirects.get(),
              counts(seen.failedRedirects),
              seen.repeated.get(),
              seen.slowest.get(),
              seen.created.get(),
              counts(seen.failedCreates),
              healedAfter.toMillis() / 1000.0);
    }

    private static String counts(Map<String, AtomicLong> failures) {
      return failures.isEmpty()
          ? "0"
          : failures.entrySet().stream()
              .map(failure -> failure.getValue() + " x " + failure.getKey())
              .collect(Collectors.joining(", "));
    }
  }

  /** Kills the first container of the service, starts it again under load, and waits for calm. */
  Outcome happen(ComposeStack stack, ComposeLoad load) {
    load.next();
    ComposeLoad.Seen seen = load.seen();
    List<String> victim = stack.containers(service).subList(0, 1);
    if (this == NGINX_RELOAD) {
      ComposeStack.docker(List.of("kill", "--signal", "HUP", victim.getFirst()));
      load.waitFor(OUTAGE);
    } else {
      ComposeStack.docker("kill", victim);
      load.waitFor(OUTAGE);
      ComposeStack.docker("start", victim);
    }
    long restarted = System.nanoTime();
    load.waitForCalm();
    long healed = Math.max(0, seen.lastFailure.get() - restarted);
    Duration healedAfter = seen.lastFailure.get() == 0 ? Duration.ZERO : Duration.ofNanos(healed);
    return new Outcome(this, seen, healedAfter);
  }
}
