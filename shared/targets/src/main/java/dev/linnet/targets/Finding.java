package dev.linnet.targets;

import dev.linnet.links.TargetFault;
import java.util.function.Function;

/** What reading or judging one part of a URL gave: the part, or why the target is refused. */
sealed interface Finding<T> {
  record Sound<T>(T value) implements Finding<T> {}

  record Faulty<T>(TargetFault fault) implements Finding<T> {}

  static <T> Finding<T> sound(T value) {
    return new Sound<>(value);
  }

  static <T> Finding<T> faulty(TargetFault fault) {
    return new Faulty<>(fault);
  }

  default <U> Finding<U> then(Function<T, Finding<U>> next) {
    return switch (this) {
      case Sound<T>(T value) -> next.apply(value);
      case Faulty<T>(TargetFault fault) -> new Faulty<>(fault);
    };
  }
}
