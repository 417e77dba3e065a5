package dev.linnet.monitor;

import dev.linnet.gateway.JsonWriter;
import dev.linnet.postgres.PgBouncerUse;
import java.time.Duration;

/** How busy PgBouncer is, with what to do about it. */
record PgBouncerFigures(boolean answers, PgBouncerUse use) {
  static final PgBouncerFigures SILENT =
      new PgBouncerFigures(false, new PgBouncerUse(0, 0, 0, Duration.ZERO, 0, 0));

  private static final double BUSY_PERCENT = 80;

  static PgBouncerFigures of(PgBouncerUse use) {
    return new PgBouncerFigures(true, use);
  }

  double utilisationPercent() {
    return Figures.percent(use.serversActive(), use.limit(), 1);
  }

  String recommendation() {
    if (!answers) {
      return "PgBouncer's console does not answer: see that it runs, and that stats_users names"
          + " DB_USER.";
    }
    if (use.clientsWaiting() > 0) {
      return "Clients wait for PostgreSQL: find what is slow there, or raise default_pool_size.";
    }
    return utilisationPercent() >= BUSY_PERCENT
        ? "Most connections to PostgreSQL are in use: watch whether clients have to wait."
        : "Nothing to do.";
  }

  void write(JsonWriter json) {
    json.flag("answers", answers);
    if (answers) {
      json.number("clients_active", use.clientsActive())
          .number("clients_waiting", use.clientsWaiting())
          .decimal("longest_wait_seconds", use.longestWait().toMillis() / 1_000.0)
          .number("servers_active", use.serversActive())
          .number("servers_idle", use.serversIdle())
          .number("limit", use.limit())
          .decimal("utilisation_percent", utilisationPercent());
    }
    json.text("recommendation", recommendation());
  }
}
