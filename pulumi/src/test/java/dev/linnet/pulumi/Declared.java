package dev.linnet.pulumi;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A resource as the program handed it to Pulumi.
 *
 * @param type {@code aws:lambda/function:Function}
 * @param parent the URN of its component
 * @param inputs plain maps, lists, texts, numbers and booleans; an archive is the text {@code
 *     archive:path}
 * @param secret the names of those inputs that Pulumi keeps encrypted in its state
 * @param dependencies the URNs of what must be there first
 * @param version of the provider's plug-in
 */
record Declared(
    String type,
    String name,
    String parent,
    Map<String, Object> inputs,
    Set<String> secret,
    boolean isProtected,
    List<String> dependencies,
    String provider,
    String version) {

  /** {@code lambda/Function redirect}. */
  String label() {
    return kind() + " " + name;
  }

  /** The type without what repeats itself: {@code lambda/Function}. */
  String kind() {
    String[] parts = type.split(":", -1);
    String module = parts[1].contains("/") ? parts[1].substring(0, parts[1].indexOf('/')) : "";
    return (module.isEmpty() ? parts[0] : module) + "/" + parts[2];
  }

  boolean isComponent() {
    return type.startsWith("linnet:");
  }

  /** The input at a path as {@code vpcConfig.subnetIds}; null where there is none. */
  Object at(String path) {
    Object value = inputs;
    for (String step : path.split("\\.", -1)) {
      value = value instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return value;
  }

  String text(String path) {
    Object value = at(path);
    return value == null ? "" : value.toString();
  }

  @SuppressWarnings("unchecked")
  List<Object> list(String path) {
    Object value = at(path);
    return value == null ? List.of() : (List<Object>) value;
  }

  /** The same with another value at a path; null takes it away. */
  Declared with(String path, Object value) {
    return new Declared(
        type,
        name,
        parent,
        with(inputs, List.of(path.split("\\.", -1)), value),
        secret,
        isProtected,
        dependencies,
        provider,
        version);
  }

  /** The same with another text in the place of each occurrence of this one. */
  Declared replacing(String path, String old, String other) {
    return with(path, text(path).replace(old, other));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> with(
      Map<String, Object> map, List<String> path, Object value) {
    Map<String, Object> changed = new TreeMap<>(map);
    String step = path.getFirst();
    if (path.size() > 1) {
      Object inner = map.getOrDefault(step, Map.of());
      changed.put(step, with((Map<String, Object>) inner, path.subList(1, path.size()), value));
    } else if (value == null) {
      changed.remove(step);
    } else {
      changed.put(step, value);
    }
    return changed;
  }

  /** The environment variables of a function. */
  Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>();
    if (at("environment.variables") instanceof Map<?, ?> map) {
      map.forEach((variable, value) -> variables.put((String) variable, (String) value));
    }
    return variables;
  }

  Declared named(String other) {
    return new Declared(
        type, other, parent, inputs, secret, isProtected, dependencies, provider, version);
  }

  Declared unprotected() {
    return new Declared(type, name, parent, inputs, secret, false, dependencies, provider, version);
  }

  Declared inClear() {
    return new Declared(
        type, name, parent, inputs, Set.of(), isProtected, dependencies, provider, version);
  }

  Declared madeBy(String other) {
    return new Declared(
        type, name, parent, inputs, secret, isProtected, dependencies, other, version);
  }
}
