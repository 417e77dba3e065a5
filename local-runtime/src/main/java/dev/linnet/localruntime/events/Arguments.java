package dev.linnet.localruntime.events;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of a call, typed; what has another type is refused. */
record Arguments(Map<String, @Nullable Object> values) {
  String text(String name) {
    Object value = values.get(name);
    if (value == null) {
      return "";
    }
    if (value instanceof String text) {
      return text;
    }
    throw Refusal.invalid(name + " must be a text.");
  }

  String required(String name) {
    String value = text(name);
    if (value.isEmpty()) {
      throw Refusal.invalid(
          "Value at '%s' failed to satisfy constraint: must not be null".formatted(name));
    }
    return value;
  }

  List<?> list(String name) {
    return switch (values.get(name)) {
      case null -> List.of();
      case List<?> list -> list;
      default -> throw Refusal.invalid(name + " must be a list.");
    };
  }

  int limit() {
    return switch (values.get("Limit")) {
      case null -> 100;
      case Number number when number.intValue() >= 1 && number.intValue() <= 100 ->
          number.intValue();
      default -> throw Refusal.invalid("Limit must be from 1 to 100.");
    };
  }

  /** Here is one bus only, and so it may be called by its name or its ARN. */
  void checkBus() {
    String bus = text("EventBusName");
    if (!bus.isEmpty() && !bus.equals(Arns.BUS) && !bus.equals(Arns.bus())) {
      throw Refusal.invalid("EventBus %s does not exist.".formatted(bus));
    }
  }
}
