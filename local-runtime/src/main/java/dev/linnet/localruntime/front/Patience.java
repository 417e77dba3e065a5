package dev.linnet.localruntime.front;

import java.time.Duration;

/**
 * How long the front waits for clients, so that slow ones cannot hold all of it.
 *
 * @param head for a request's line and headers, from their first byte to their last
 * @param body for a request's body, likewise
 * @param silence between two bytes, and between two requests of one connection
 */
record Patience(Duration head, Duration body, Duration silence) {
  static final Patience DEFAULT =
      new Patience(Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(60));
}
