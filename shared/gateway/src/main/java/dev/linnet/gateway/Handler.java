package dev.linnet.gateway;

/**
 * Answers a request. Called by many threads at once. May throw {@link dev.linnet.links.Unavailable}
 * (503); any other exception is answered with 500 and logged.
 */
@FunctionalInterface
public interface Handler {
  Response handle(Request request);
}
