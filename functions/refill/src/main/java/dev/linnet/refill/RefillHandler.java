package dev.linnet.refill;

import dev.linnet.invoker.BackgroundEvent;
import dev.linnet.invoker.BackgroundHandler;
import dev.linnet.invoker.Report;
import dev.linnet.links.RefillKeys;
import dev.linnet.links.RefillOutcome;

/** Whatever the event is, a schedule's or the alarm of a low pool: looks, and fills. */
final class RefillHandler implements BackgroundHandler {
  private static final String OUTCOME = "outcome";
  private static final String FREE = "keys_free";

  private final RefillKeys keys;

  RefillHandler(RefillKeys keys) {
    this.keys = keys;
  }

  @Override
  public Report handle(BackgroundEvent event) {
    return switch (keys.refill()) {
      case RefillOutcome.Filled(long made, long free) ->
          Report.of("keys_made", made).and(FREE, free).and(OUTCOME, "filled");
      case RefillOutcome.NotNeeded(long free) -> Report.of(FREE, free).and(OUTCOME, "not_needed");
      case RefillOutcome.AlreadyRunning() ->
          Report.of("keys_made", 0).and(OUTCOME, "already_running");
      case RefillOutcome.Exhausted(long free) -> throw new KeysExhausted(free);
    };
  }

  /** Fails the invocation, so that somebody hears of it: no retry can help. */
  static final class KeysExhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeysExhausted(long free) {
      super(
          "All keys of this length have been made, %d are left: raise KEY_LENGTH.".formatted(free));
    }
  }
}
