package dev.linnet.invoker;

import org.springframework.context.LifecycleProcessor;

/**
 * Our contexts hold nothing to start or stop. Spring's own processor would take part in every
 * checkpoint, and one that was made during a checkpoint waits for ever after the restore.
 */
final class NoLifecycle implements LifecycleProcessor {
  @Override
  public void start() {}

  @Override
  public void stop() {}

  @Override
  public boolean isRunning() {
    return false;
  }
}
