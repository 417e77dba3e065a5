package dev.linnet.postgres;

/**
 * How busy a connection pool is at this moment.
 *
 * @param limit connections that the pool may open
 * @param size connections that are open: {@code inUse + idle}
 * @param waiting threads that wait for a connection
 */
public record ConnectionUse(int limit, int size, int inUse, int idle, int waiting) {}
