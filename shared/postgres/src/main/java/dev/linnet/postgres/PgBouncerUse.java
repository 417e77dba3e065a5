package dev.linnet.postgres;

import java.time.Duration;

/**
 * How busy PgBouncer is with one database at this moment.
 *
 * @param limit connections to PostgreSQL that each user's pool may hold
 * @param clientsActive clients that have a connection to PostgreSQL, or want none now
 * @param clientsWaiting clients that wait for one
 * @param longestWait of these
 * @param serversActive connections to PostgreSQL that work for a client
 * @param serversIdle those that wait for one
 */
public record PgBouncerUse(
    int limit,
    int clientsActive,
    int clientsWaiting,
    Duration longestWait,
    int serversActive,
    int serversIdle) {

  static PgBouncerUse idle(int limit) {
    return new PgBouncerUse(limit, 0, 0, Duration.ZERO, 0, 0);
  }

  PgBouncerUse and(PgBouncerUse other) {
    return new PgBouncerUse(
        limit,
        clientsActive + other.clientsActive,
        clientsWaiting + other.clientsWaiting,
        longestWait.compareTo(other.longestWait) >= 0 ? longestWait : other.longestWait,
        serversActive + other.serversActive,
        serversIdle + other.serversIdle);
  }
}
