package dev.linnet.pulumi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  boolean is(String kind) {
    return type.endsWith(":" + kind);
  }

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

  /** The same with another value of one input, at the top; null takes it away. */
  Declared with(String input, Object value) {
    Map<String, Object> changed = new HashMap<>(inputs);
    if (value == null) {
      changed.remove(input);
    } else {
      changed.put(input, value);
    }
    return new Declared(
        type, name, parent, changed, secret, isProtected, dependencies, provider, version);
  }

  Declared unprotected() {
    return new Declared(
        type, name, parent, inputs, secret, false, dependencies, provider, version);
  }

  Declared inClear() {
    return new Declared(
        type, name, parent, inputs, Set.of(), isProtected, dependencies, provider, version);
  }

  Declared of(String otherProvider, String otherVersion) {
    return new Declared(
        type, name, parent, inputs, secret, isProtected, dependencies, otherProvider, otherVersion);
  }
}
