package dev.linnet.invoker;

/**
 * What must not live in a SnapStart snapshot: sockets, claimed keys, credentials. Neither method
 * runs while calls do.
 */
@FunctionalInterface
public interface Suspendable {
  /** Before the snapshot is taken. */
  void suspend() throws Exception;

  /** In each copy made from the snapshot, before its first call. */
  default void resume() throws Exception {}
}
