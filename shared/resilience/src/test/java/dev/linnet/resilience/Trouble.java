package dev.linnet.resilience;

import dev.linnet.links.Unavailable;
import java.util.function.Supplier;

/** Lets the calls of a backend fail, and counts them. */
final class Trouble {
  private int calls;
  private int failures;
  private int lostReplies;

  /** The next calls do nothing and fail. */
  void fail(int times) {
    failures = times;
  }

  /** The next calls do their work and fail then. */
  void loseReplies(int times) {
    lostReplies = times;
  }

  int calls() {
    return calls;
  }

  <T> T around(Supplier<T> work) {
    calls++;
    if (failures > 0) {
      failures--;
      throw new Unavailable("backend", null);
    }
    T reply = work.get();
    if (lostReplies > 0) {
      lostReplies--;
      throw new Unavailable("backend", null);
    }
    return reply;
  }

  void doing(Runnable work) {
    boolean _ =
        around(
            () -> {
              work.run();
              return true;
            });
  }
}
