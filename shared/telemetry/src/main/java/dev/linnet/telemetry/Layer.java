package dev.linnet.telemetry;

/** Who knew the link that this thread looks up: noted on the way, read at its end. */
enum Layer {
  /** Nobody was asked: the key is not well formed. */
  NONE,
  NEAR,
  REDIS,
  STORE;

  private static final ThreadLocal<Layer[]> NOTE =
      ThreadLocal.withInitial(() -> new Layer[] {NONE});

  static void note(Layer layer) {
    NOTE.get()[0] = layer;
  }

  static Layer noted() {
    return NOTE.get()[0];
  }

  /** As metrics have it. */
  String label() {
    return switch (this) {
      case NONE -> "none";
      case NEAR -> "near";
      case REDIS -> "redis";
      case STORE -> "store";
    };
  }
}
