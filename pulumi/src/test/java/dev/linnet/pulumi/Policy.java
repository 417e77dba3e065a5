package dev.linnet.pulumi;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A rule that every stack keeps, and a stack that breaks it.
 *
 * @param name a sentence
 * @param breaches what breaks it, each in words
 * @param where the stack that is broken
 * @param plant how
 */
record Policy(
    String name,
    Function<Graph, List<String>> breaches,
    Variant where,
    UnaryOperator<Graph> plant) {

  /** Each resource of a kind is right. */
  static Policy each(
      String name,
      String kind,
      Predicate<Declared> right,
      Variant where,
      UnaryOperator<Declared> plant) {
    return of(
        name,
        graph -> graph.all(kind).stream().filter(right.negate()).map(Declared::label),
        where,
        graph -> graph.altered(kind, plant));
  }

  static Policy of(
      String name,
      Function<Graph, Stream<String>> breaches,
      Variant where,
      UnaryOperator<Graph> plant) {
    return new Policy(name, graph -> breaches.apply(graph).toList(), where, plant);
  }

  @Override
  public String toString() {
    return name;
  }
}
