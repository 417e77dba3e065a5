package dev.linnet.monitor;

import java.time.Instant;
import java.util.List;

/** How all of Linnet was doing at one moment. */
record Health(Condition condition, List<Checkup> checkups, Instant at) {
  Health {
    checkups = List.copyOf(checkups);
  }

  static Health of(List<Checkup> checkups, Instant at) {
    return new Health(overall(checkups), checkups, at);
  }

  private static Condition overall(List<Checkup> checkups) {
    if (checkups.stream().allMatch(checkup -> checkup.condition() == Condition.HEALTHY)) {
      return Condition.HEALTHY;
    }
    return checkups.stream()
            .anyMatch(checkup -> checkup.essential() && checkup.condition() == Condition.UNHEALTHY)
        ? Condition.UNHEALTHY
        : Condition.DEGRADED;
  }

  /** What a load balancer reads: only where nothing works it should look elsewhere. */
  int httpStatus() {
    return condition == Condition.UNHEALTHY ? 503 : 200;
  }
}
