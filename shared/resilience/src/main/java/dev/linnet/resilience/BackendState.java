package dev.linnet.resilience;

/**
 * What a circuit breaker knows of its backend.
 *
 * @param breaker {@code CLOSED}: calls go through; {@code OPEN}: none do; {@code HALF_OPEN}: a few
 *     are let through to see
 * @param failurePercent of the calls in the last seconds; -1 where there were too few to tell
 * @param calls in the last seconds
 * @param refused calls that were not let through since the start
 */
public record BackendState(
    String backend, String breaker, double failurePercent, int calls, long refused) {}
