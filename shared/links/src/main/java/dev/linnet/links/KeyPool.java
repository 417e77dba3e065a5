package dev.linnet.links;

/**
 * Ready, never-used key numbers. A number leaves the pool once, for ever: a crash may lose numbers
 * and can never give one twice. Every method may throw {@link Unavailable}; thread-safe.
 */
public interface KeyPool {
  /** Takes one block out of the pool. */
  Claim claim();

  /** Puts the unused rest of a claimed block back; the caller must not use it any more. */
  void giveBack(KeyBlock rest);

  /**
   * Makes new blocks of {@code blockSize} until at least {@code population} keys are free. Never
   * waits for another fill that is running.
   */
  Fill fill(long population, int blockSize);

  Level level();

  sealed interface Claim {
    /**
     * @param low the pool stood under its low mark when this was taken
     */
    record Claimed(KeyBlock block, boolean low) implements Claim {}

    record Empty() implements Claim {}
  }

  sealed interface Fill {
    /**
     * @param made new keys; 0 where the pool was full
     * @param free keys in the pool afterwards
     */
    record Filled(long made, long free) implements Fill {}

    /** Another fill holds the pool's lock, and does this one's work. */
    record AlreadyRunning() implements Fill {}

    /** All keys of this length have been made; raise KEY_LENGTH. */
    record Exhausted(long free) implements Fill {}
  }

  /**
   * @param made keys ever made
   * @param free of those, the ones in the pool
   * @param capacity all keys of this length that can ever be made
   */
  record Level(long made, long free, long capacity) {
    public long claimed() {
      return made - free;
    }
  }
}
