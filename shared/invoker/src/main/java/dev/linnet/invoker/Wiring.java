package dev.linnet.invoker;

import java.util.ArrayList;
import java.util.List;

/**
 * One function, put together.
 *
 * @param suspendable resumed in this order, suspended in the reverse one
 * @param closeable opened in this order, closed in the reverse one
 */
public record Wiring(
    StreamFunction function,
    Priming priming,
    List<Suspendable> suspendable,
    List<AutoCloseable> closeable)
    implements AutoCloseable {
  public Wiring {
    suspendable = List.copyOf(suspendable);
    closeable = List.copyOf(closeable);
  }

  public static Wiring of(StreamFunction function) {
    return new Wiring(function, Priming.NONE, List.of(), List.of());
  }

  /**
   * Synthetic calls before the checkpoint.
   *
   * @param rounds how often all the events are played before the checkpoint; about 1,000 let the
   *     compiler do its best
   * @param inMemory the same code on a backend in memory: nothing may be written, nothing connected
   */
  public Wiring primedWith(int rounds, StreamFunction inMemory, List<byte[]> events) {
    return new Wiring(function, new Priming(rounds, inMemory, events), suspendable, closeable);
  }

  public Wiring suspending(Suspendable... more) {
    return new Wiring(function, priming, joined(suspendable, more), closeable);
  }

  public Wiring closing(AutoCloseable... more) {
    return new Wiring(function, priming, suspendable, joined(closeable, more));
  }

  /** Closes everything, even where something before it could not be closed. */
  @Override
  public void close() {
    IllegalStateException failure = new IllegalStateException("Not everything could be closed.");
    for (AutoCloseable open : closeable.reversed()) {
      try {
        open.close();
      } catch (Exception | Error e) { // an Error, too, must not keep the others open
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        failure.addSuppressed(e);
      }
    }
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }

  private static <T> List<T> joined(List<T> some, T[] more) {
    List<T> all = new ArrayList<>(some);
    all.addAll(List.of(more));
    return all;
  }
}
