package dev.linnet.cleanup;

import dev.linnet.invoker.BackgroundEvent;
import dev.linnet.invoker.BackgroundHandler;
import dev.linnet.invoker.Report;
import dev.linnet.links.CleanupLinks;
import java.time.Duration;

/** Cleans up within a budget; what is left is the next schedule's. */
final class CleanupHandler implements BackgroundHandler {
  private final CleanupLinks cleanup;
  private final Duration budget;

  CleanupHandler(CleanupLinks cleanup, Duration budget) {
    this.cleanup = cleanup;
    this.budget = budget;
  }

  @Override
  public Report handle(BackgroundEvent event) {
    CleanupLinks.Cleaned cleaned = cleanup.cleanUp(budget);
    return Report.of("links_removed", cleaned.links())
        .and("idempotency_keys_removed", cleaned.idempotencyKeys())
        .and("complete", cleaned.complete());
  }
}
