package dev.linnet.links;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps entries in memory. */
class HeapIdempotencyLog implements IdempotencyLog {
  private final Map<String, Entry> entries = new HashMap<>();

  @Override
  public synchronized Optional<Entry> find(String keyHash, Instant now) {
    return Optional.ofNullable(entries.get(keyHash)).filter(entry -> !entry.oldAt(now));
  }

  @Override
  public synchronized Optional<Entry> record(Entry entry) {
    Optional<Entry> earlier =
        find(entry.keyHash(), entry.at())
            .filter(other -> !other.creation().equals(entry.creation()));
    if (earlier.isEmpty()) {
      entries.put(entry.keyHash(), entry);
    }
    return earlier;
  }

  @Override
  public synchronized long removeOld(Instant now, Duration budget) {
    long all = entries.size();
    entries.values().removeIf(entry -> entry.oldAt(now));
    return all - entries.size();
  }

  synchronized int size() {
    return entries.size();
  }
}
