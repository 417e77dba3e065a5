package dev.linnet.links;

/** Told when a claim finds the pool under its low mark. Must not throw and must not take long. */
@FunctionalInterface
public interface PoolAlarm {
  void keyPoolLow();
}
