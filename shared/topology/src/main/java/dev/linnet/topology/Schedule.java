package dev.linnet.topology;

import java.time.Duration;

/**
 * Work that starts again and again.
 *
 * @param function the name of a {@link LambdaFunction}
 * @param setting the environment variable that changes the interval
 * @param every the interval where it is not set
 */
public record Schedule(String name, String function, String setting, Duration every) {}
