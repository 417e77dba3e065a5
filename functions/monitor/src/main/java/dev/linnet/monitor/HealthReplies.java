package dev.linnet.monitor;

import dev.linnet.gateway.JsonWriter;
import dev.linnet.gateway.Request;
import dev.linnet.gateway.Response;
import dev.linnet.resilience.BackendState;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Supplier;

/** {@code /health} for load balancers, {@code /monitoring/health/detailed} for people. */
final class HealthReplies {
  private final Supplier<Health> health;

  HealthReplies(Supplier<Health> health) {
    this.health = health;
  }

  Response brief(Request request) {
    Health now = health.get();
    return Figures.reply(now.httpStatus(), json -> json.text("status", now.condition().word()));
  }

  Response detailed(Request request) {
    Health now = health.get();
    return Figures.reply(
        now.httpStatus(),
        json ->
            json.text("status", now.condition().word())
                .text("checked_at", now.at().truncatedTo(ChronoUnit.MILLIS).toString())
                .object(
                    "dependencies",
                    all ->
                        now.checkups()
                            .forEach(
                                checkup ->
                                    all.object(checkup.name(), one -> write(one, checkup)))));
  }

  private static void write(JsonWriter json, Checkup checkup) {
    json.text("status", checkup.condition().word())
        .decimal("latency_ms", Figures.rounded(checkup.latency().toNanos() / 1e6, 3))
        .text("detail", checkup.finding().detail())
        .object("circuit_breaker", breaker -> write(breaker, checkup.breaker()));
  }

  private static void write(JsonWriter json, BackendState breaker) {
    json.text("state", breaker.breaker().toLowerCase(Locale.ROOT));
    if (breaker.failurePercent() < 0) {
      json.none("failure_percent");
    } else {
      json.decimal("failure_percent", Figures.rounded(breaker.failurePercent(), 1));
    }
    json.number("calls", breaker.calls()).number("refused", breaker.refused());
  }
}
