package dev.linnet.links;

/**
 * Consecutive numbers from which keys are derived; what a claim takes out of the pool.
 *
 * @param first from 0
 * @param size at least 1
 */
public record KeyBlock(long first, int size) {
  public KeyBlock {
    if (first < 0 || size < 1 || first > Long.MAX_VALUE - size) {
      throw new IllegalArgumentException("A block starts at 0 or later and has at least one key.");
    }
  }

  /** The block without its first {@code used} numbers. */
  public KeyBlock without(int used) {
    if (used < 0) {
      throw new IllegalArgumentException("A rest is never larger than its block.");
    }
    return new KeyBlock(first + used, size - used);
  }
}
