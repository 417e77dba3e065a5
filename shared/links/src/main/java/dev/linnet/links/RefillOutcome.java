package dev.linnet.links;

/** What a refill did. */
public sealed interface RefillOutcome {
  /**
   * @param made new keys
   * @param free keys in the pool afterwards
   */
  record Filled(long made, long free) implements RefillOutcome {}

  /** The pool stands above its low mark. */
  record NotNeeded(long free) implements RefillOutcome {}

  /** Another refill is at it. */
  record AlreadyRunning() implements RefillOutcome {}

  /** All keys of this length have been made: raise KEY_LENGTH. */
  record Exhausted(long free) implements RefillOutcome {}
}
