package dev.linnet.telemetry;

import io.opentelemetry.common.ComponentLoader;

/**
 * Finds the SDK's parts where it was loaded itself: each function has a class loader of its own.
 */
final class Components {
  static final ComponentLoader OURS =
      ComponentLoader.forClassLoader(Components.class.getClassLoader());

  private Components() {}
}
