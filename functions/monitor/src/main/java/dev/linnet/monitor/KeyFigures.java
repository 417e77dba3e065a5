package dev.linnet.monitor;

import dev.linnet.gateway.JsonWriter;
import dev.linnet.links.KeyPool;
import org.jspecify.annotations.Nullable;

/**
 * Where the keys are.
 *
 * @param linked links that exist; null where nobody can tell now
 * @param perHour keys that leave the pool; null where it was not watched for long enough
 */
record KeyFigures(
    KeyPool.Level level, long lowMark, @Nullable Long linked, @Nullable Double perHour) {
  private static final double CROWDED_PERCENT = 80;
  private static final double SHORT_HOURS = 2;

  double usagePercent() {
    return Figures.percent(level.claimed(), level.capacity(), 6);
  }

  /** How long the free keys last at this pace; null where nobody can tell. */
  @Nullable Double hoursLeft() {
    return perHour == null || perHour == 0 ? null : Figures.rounded(level.free() / perHour, 1);
  }

  String recommendation() {
    Double hoursLeft = hoursLeft();
    if (level.free() == 0) {
      return "No key is free: start a refill now.";
    }
    if (usagePercent() >= CROWDED_PERCENT) {
      return "Most keys of this length are used: choose a longer one.";
    }
    if (level.free() < lowMark) {
      return "The pool is below its low mark: look at the last refills if it stays there.";
    }
    return hoursLeft != null && hoursLeft < SHORT_HOURS
        ? "The free keys last for less than two hours: keep more of them, or refill more often."
        : "Nothing to do.";
  }

  void write(JsonWriter json) {
    json.number("made", level.made())
        .number("free", level.free())
        .number("claimed", level.claimed());
    if (linked == null) {
      json.none("linked");
    } else {
      json.number("linked", linked);
    }
    json.number("capacity", level.capacity()).decimal("usage_percent", usagePercent());
    decimal(json, "consumption_per_hour", perHour == null ? null : Figures.rounded(perHour, 1));
    decimal(json, "hours_left", hoursLeft());
    json.text("recommendation", recommendation());
  }

  private static void decimal(JsonWriter json, String name, @Nullable Double value) {
    if (value == null) {
      json.none(name);
    } else {
      json.decimal(name, value);
    }
  }
}
