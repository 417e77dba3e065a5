package dev.linnet.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The decoded query parameters in their order; a name may stand more than once. Immutable. */
public record Query(List<Parameter> parameters) {
  public static final Query NONE = new Query(List.of());

  public Query {
    parameters = List.copyOf(parameters);
  }

  /** One {@code name=value}. */
  public record Parameter(String name, String value) {}

  /** Reads {@code a=1&b=2}; what is not valid percent-encoding stays as it is. */
  public static Query parse(String raw) {
    if (raw.isEmpty()) {
      return NONE;
    }
    List<Parameter> parameters = new ArrayList<>();
    int start = 0;
    while (start <= raw.length()) {
      int end = raw.indexOf('&', start);
      end = end < 0 ? raw.length() : end;
      if (end > start) {
        parameters.add(parameter(raw.substring(start, end)));
      }
      start = end + 1;
    }
    return new Query(parameters);
  }

  private static Parameter parameter(String pair) {
    int equals = pair.indexOf('=');
    return equals < 0
        ? new Parameter(Percent.decodeForm(pair), "")
        : new Parameter(
            Percent.decodeForm(pair.substring(0, equals)),
            Percent.decodeForm(pair.substring(equals + 1)));
  }

  public Optional<String> first(String name) {
    for (Parameter parameter : parameters) {
      if (parameter.name().equals(name)) {
        return Optional.of(parameter.value());
      }
    }
    return Optional.empty();
  }

  public List<String> all(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(Parameter::value)
        .toList();
  }
}
