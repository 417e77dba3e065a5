package dev.linnet.invoker;

import java.util.List;

/**
 * Synthetic calls before the checkpoint, so that the snapshot holds loaded and compiled code.
 *
 * @param rounds how often all the events are played
 * @param function the real code on a backend in memory: nothing may be written, nothing connected
 */
record Priming(int rounds, StreamFunction function, List<byte[]> events) {
  static final Priming NONE = new Priming(0, event -> new byte[0], List.of());

  Priming {
    if (rounds < 0 || rounds > 100_000) {
      throw new IllegalArgumentException("Priming has 0 to 100000 rounds.");
    }
    events = List.copyOf(events);
  }
}
