package dev.linnet.monitor;

import dev.linnet.gateway.JsonWriter;
import dev.linnet.gateway.Response;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Consumer;

/** What all replies with figures have in common. */
final class Figures {
  private Figures() {}

  /** Figures are of this moment, so nobody may keep them. */
  static Response reply(int status, Consumer<JsonWriter> members) {
    return Response.json(status, members).with("Cache-Control", "no-store");
  }

  static double percent(long part, long whole, int digits) {
    return whole == 0 ? 0 : rounded(100.0 * part / whole, digits);
  }

  static double rounded(double value, int digits) {
    return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).doubleValue();
  }
}
