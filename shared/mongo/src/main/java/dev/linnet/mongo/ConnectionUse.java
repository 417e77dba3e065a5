package dev.linnet.mongo;

/**
 * How busy the connections of this process are at this moment.
 *
 * @param limit connections that may be open to each member of the cluster
 * @param size connections that are open: {@code inUse + idle}
 * @param waiting threads that wait for a connection
 */
public record ConnectionUse(int limit, int size, int inUse, int idle, int waiting) {}
