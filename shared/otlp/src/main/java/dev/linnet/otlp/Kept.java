package dev.linnet.otlp;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** The last things that came, and how many came in all. Thread-safe. */
final class Kept<T> {
  private final Queue<T> last = new ArrayDeque<>(); // guarded by this
  private final int limit;
  private long count; // guarded by this

  Kept(int limit) {
    this.limit = limit;
  }

  synchronized void add(T next) {
    if (last.size() == limit) {
      last.remove();
    }
    last.add(next);
    count++;
  }

  synchronized List<T> all() {
    return List.copyOf(last);
  }

  synchronized long count() {
    return count;
  }
}
