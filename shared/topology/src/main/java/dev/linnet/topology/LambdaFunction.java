package dev.linnet.topology;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A function that is deployed.
 *
 * @param name also its zip's: {@code linnet-<name>.zip}
 * @param handler the class that Lambda calls
 * @param memoryMegabytes processor time on Lambda grows with it
 * @param timeout of one call
 * @param settings that it reads
 */
public record LambdaFunction(
    String name,
    String handler,
    int memoryMegabytes,
    Duration timeout,
    String description,
    Set<SettingGroup> settings) {
  public LambdaFunction {
    settings = Set.copyOf(settings);
    if (timeout.compareTo(Duration.ofMinutes(15)) > 0) {
      throw new IllegalArgumentException("Lambda ends a call after 15 minutes.");
    }
  }

  /** A function that reads no settings. */
  public LambdaFunction(
      String name, String handler, int memoryMegabytes, Duration timeout, String description) {
    this(name, handler, memoryMegabytes, timeout, description, Set.of());
  }

  public boolean reads(SettingGroup group) {
    return settings.contains(group);
  }

  /** The environment variables that it reads, sorted. */
  public List<String> variables() {
    return settings.stream().flatMap(group -> group.names().stream()).sorted().toList();
  }
}
