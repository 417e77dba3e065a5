package dev.linnet.localruntime.operator;

/** Whether work may be sent here. Thread-safe. */
public final class Readiness {
  /** In the order in which they come. */
  public enum State {
    STARTING,
    READY,
    DRAINING
  }

  private volatile State state = State.STARTING;

  public State state() {
    return state;
  }

  public void ready() {
    state = State.READY;
  }

  /** What runs may finish; nothing new should come. */
  public void drain() {
    state = State.DRAINING;
  }

  public boolean isDraining() {
    return state == State.DRAINING;
  }
}
