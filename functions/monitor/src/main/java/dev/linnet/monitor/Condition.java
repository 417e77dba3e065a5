package dev.linnet.monitor;

import java.util.Locale;

/** How Linnet, or something that it needs, is doing. */
enum Condition {
  HEALTHY,
  /** It works, but not all of it, or not for long. */
  DEGRADED,
  UNHEALTHY;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
