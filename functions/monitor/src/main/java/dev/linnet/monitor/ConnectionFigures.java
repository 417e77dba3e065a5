package dev.linnet.monitor;

import dev.linnet.gateway.JsonWriter;

/** How busy the connections to a database are. */
record ConnectionFigures(int limit, int size, int inUse, int idle, int waiting) {
  private static final double BUSY_PERCENT = 80;

  static ConnectionFigures of(dev.linnet.postgres.ConnectionUse use) {
    return new ConnectionFigures(use.limit(), use.size(), use.inUse(), use.idle(), use.waiting());
  }

  static ConnectionFigures of(dev.linnet.mongo.ConnectionUse use) {
    return new ConnectionFigures(use.limit(), use.size(), use.inUse(), use.idle(), use.waiting());
  }

  double utilisationPercent() {
    return Figures.percent(inUse, limit, 1);
  }

  String recommendation() {
    if (waiting > 0) {
      return "Callers wait for a connection: allow more connections, or find what is slow.";
    }
    return utilisationPercent() >= BUSY_PERCENT
        ? "Most connections are in use: watch whether callers have to wait."
        : "Nothing to do.";
  }

  void write(JsonWriter json) {
    json.number("size", size)
        .number("in_use", inUse)
        .number("idle", idle)
        .number("waiting", waiting)
        .number("limit", limit)
        .decimal("utilisation_percent", utilisationPercent())
        .text("recommendation", recommendation());
  }
}
