package dev.linnet.postgres;

import java.time.Duration;

/**
 * How fast keys leave the pool.
 *
 * @param over the time that the figure was taken over
 */
public record Consumption(double keysPerHour, Duration over) {}
