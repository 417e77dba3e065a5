package dev.linnet.invoker;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What background work did, in the order it is told.
 *
 * @param values texts, whole numbers and flags
 */
public record Report(Map<String, Object> values) {
  public Report {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    for (Object value : values.values()) {
      if (!(value instanceof String || value instanceof Long || value instanceof Boolean)) {
        throw new IllegalArgumentException("A report holds texts, whole numbers and flags.");
      }
    }
  }

  public static Report of(String name, long value) {
    return new Report(Map.of(name, value));
  }

  public Report and(String name, long value) {
    return with(name, value);
  }

  public Report and(String name, boolean value) {
    return with(name, value);
  }

  public Report and(String name, String value) {
    return with(name, value);
  }

  private Report with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new Report(more);
  }
}
