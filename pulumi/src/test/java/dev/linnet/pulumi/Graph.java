package dev.linnet.pulumi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * All that one run of the program declared.
 *
 * @param outputs of the stack, known
 */
record Graph(StackSettings settings, List<Declared> resources, Map<String, Object> outputs) {

  /** Of a kind, as {@code lambda/Function}. */
  List<Declared> all(String kind) {
    return resources.stream().filter(r -> r.kind().equals(kind)).toList();
  }

  Declared only(String kind, String name) {
    List<Declared> found = all(kind).stream().filter(r -> r.name().equals(name)).toList();
    if (found.size() != 1) {
      throw new AssertionError("There are %d of %s %s".formatted(found.size(), kind, name));
    }
    return found.getFirst();
  }

  Graph without(Predicate<Declared> unwanted) {
    return new Graph(settings, resources.stream().filter(unwanted.negate()).toList(), outputs);
  }

  Graph plus(Declared resource) {
    List<Declared> more = new ArrayList<>(resources);
    more.add(resource);
    return new Graph(settings, more, outputs);
  }

  /** The same with the first resource of this kind changed. */
  Graph altered(String kind, UnaryOperator<Declared> change) {
    return altered(all(kind).getFirst(), change);
  }

  Graph altered(Declared old, UnaryOperator<Declared> change) {
    List<Declared> changed =
        resources.stream().map(r -> r.equals(old) ? change.apply(r) : r).toList();
    return new Graph(settings, changed, outputs);
  }
}
