package dev.linnet.invoker;

/** Does work that nobody waits for. What it throws fails the invocation, and so is tried again. */
@FunctionalInterface
public interface BackgroundHandler {
  Report handle(BackgroundEvent event);
}
