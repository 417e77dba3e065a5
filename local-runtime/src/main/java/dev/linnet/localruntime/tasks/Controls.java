package dev.linnet.localruntime.tasks;

/** What an operator can do to background work. */
public interface Controls {
  /** False where there is no such schedule here. */
  boolean runNow(String schedule);

  boolean pause(String schedule, boolean paused);

  /** False where the id is no dead letter (any more). */
  boolean redrive(String id);
}
