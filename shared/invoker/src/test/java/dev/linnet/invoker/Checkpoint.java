package dev.linnet.invoker;

import com.amazonaws.services.lambda.crac.Core;

/**
 * What Lambda's runtime client does around a snapshot. On Lambda the system property {@code
 * org.crac.Core.Compat} leads org.crac to it; in tests the build sets the same.
 */
final class Checkpoint {
  private Checkpoint() {}

  static void take() throws Exception {
    try {
      Core.getGlobalContext().beforeCheckpoint(null);
    } catch (UnsatisfiedLinkError e) {
      // After all hooks it clears a cache of its native part, which only Lambda has loaded.
    }
  }

  static void restore() throws Exception {
    Core.getGlobalContext().afterRestore(null);
  }
}
