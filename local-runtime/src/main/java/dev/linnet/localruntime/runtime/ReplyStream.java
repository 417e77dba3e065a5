package dev.linnet.localruntime.runtime;

/** Takes a reply bit by bit, while the function still makes it. Thread-safe. */
@FunctionalInterface
public interface ReplyStream {
  /** Passes it on; waits where the caller is slow, and does nothing once the caller has gone. */
  void write(byte[] bytes);
}
