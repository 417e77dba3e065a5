package dev.linnet.gateway;

/** Stands around every request, also around those that no handler sees. Thread-safe. */
@FunctionalInterface
public interface Filter {
  Filter NONE = (request, rest) -> rest.handle(request);

  /**
   * Answers a request.
   *
   * @param rest all that comes after; it answers failures too, and throws none
   */
  Response around(Request request, Handler rest);
}
