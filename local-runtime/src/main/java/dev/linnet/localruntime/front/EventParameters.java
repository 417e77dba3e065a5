package dev.linnet.localruntime.front;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Names that may have several values: headers and parameters of events that are not of 2.0. */
final class EventParameters {
  private EventParameters() {}

  /**
   * The parameters of a query, in order.
   *
   * @param decoding what is done to names and values
   */
  static Map<String, List<String>> ofQuery(String query, UnaryOperator<String> decoding) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String part : query.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      if (!name.isEmpty()) {
        parameters
            .computeIfAbsent(decoding.apply(name), first -> new ArrayList<>(1))
            .add(equals < 0 ? "" : decoding.apply(part.substring(equals + 1)));
      }
    }
    return parameters;
  }

  /** All headers with all their values, but those between the client and the front. */
  static Map<String, List<String>> ofHeaders(HttpCall call) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    Map<String, String> folded = EventHeaders.of(call);
    call.headers()
        .forEach(
            (name, values) -> {
              if (folded.containsKey(name) || name.equals("cookie")) {
                headers.put(name, values);
              }
            });
    for (String added : List.of("x-forwarded-for", "x-forwarded-port", "x-forwarded-proto")) {
      headers.put(added, List.of(folded.getOrDefault(added, "")));
    }
    return headers;
  }

  /** Where there is room for one value, AWS gives the last one. */
  static Map<String, String> last(Map<String, List<String>> all) {
    Map<String, String> last = new LinkedHashMap<>();
    all.forEach((name, values) -> last.put(name, values.getLast()));
    return last;
  }
}
