package dev.linnet.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.links.CreationId;
import dev.linnet.links.IdempotencyLog;
import dev.linnet.links.IdempotencyLog.Entry;
import dev.linnet.links.ShortKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link IdempotencyLog} does. */
abstract class IdempotencyLogContract {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123Z");
  private static final Instant A_DAY_AGO = NOW.minus(IdempotencyLog.RETENTION);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String HASH = "9f86d081".repeat(8);
  private static final CreationId ONE = new CreationId("one");
  private static final CreationId OTHER = new CreationId("other");

  /** An empty one, the same for the whole of a test. */
  abstract IdempotencyLog log();

  @Test
  void an_unknown_key_has_no_entry() {
    assertThat(log().find(HASH, NOW)).isEmpty();
  }

  @Test
  void an_entry_is_found_as_it_was_recorded() {
    Entry entry = entry(HASH, "key1", ONE, NOW);
    assertThat(log().record(entry)).isEmpty();
    assertThat(log().find(HASH, NOW)).contains(entry);
  }

  @Test
  void an_entry_of_the_same_creation_is_replaced() {
    log().record(entry(HASH, "key1", ONE, NOW));
    Entry next = entry(HASH, "key2", ONE, NOW);
    assertThat(log().record(next)).isEmpty();
    assertThat(log().record(next)).isEmpty();
    assertThat(log().find(HASH, NOW)).contains(next);
  }

  @Test
  void the_entry_of_an_earlier_request_stays_and_is_told() {
    Entry first = entry(HASH, "key1", ONE, NOW);
    log().record(first);
    assertThat(log().record(entry(HASH, "key2", OTHER, NOW.plusSeconds(1)))).contains(first);
    assertThat(log().find(HASH, NOW)).contains(first);
  }

  @Test
  void an_entry_is_forgotten_after_24_hours() {
    log().record(entry(HASH, "key1", ONE, A_DAY_AGO));
    assertThat(log().find(HASH, NOW)).isEmpty();
    assertThat(log().find(HASH, NOW.minusMillis(1))).isPresent();
  }

  @Test
  void an_old_entry_makes_room_for_another_request() {
    log().record(entry(HASH, "key1", ONE, A_DAY_AGO));
    Entry next = entry(HASH, "key2", OTHER, NOW);
    assertThat(log().record(next)).isEmpty();
    assertThat(log().find(HASH, NOW)).contains(next);
  }

  @Test
  void an_entry_that_is_almost_old_makes_no_room() {
    Entry first = entry(HASH, "key1", ONE, A_DAY_AGO.plusMillis(1));
    log().record(first);
    assertThat(log().record(entry(HASH, "key2", OTHER, NOW))).contains(first);
  }

  @Test
  void of_many_requests_at_once_one_is_recorded_and_all_others_are_told_which() throws Exception {
    List<Callable<Optional<Entry>>> requests = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Entry entry = entry(HASH, "key" + i, new CreationId("creation " + i), NOW);
      requests.add(() -> log().record(entry));
    }
    List<Entry> told = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Optional<Entry>> answer : threads.invokeAll(requests)) {
        answer.get().ifPresent(told::add);
      }
    }
    assertThat(told).hasSize(15);
    assertThat(Set.copyOf(told)).containsExactly(log().find(HASH, NOW).orElseThrow());
  }

  @Test
  void only_old_entries_are_removed() {
    Set<String> kept = new HashSet<>();
    for (int i = 0; i < 6; i++) {
      Instant at = A_DAY_AGO.plusMillis(i - 2L);
      log().record(entry("hash" + i, "key" + i, ONE, at));
      if (at.isAfter(A_DAY_AGO)) {
        kept.add("hash" + i);
      }
    }
    assertThat(log().removeOld(NOW, LONG)).isEqualTo(3);
    for (int i = 0; i < 6; i++) {
      assertThat(log().find("hash" + i, A_DAY_AGO).isPresent())
          .isEqualTo(kept.contains("hash" + i));
    }
    assertThat(log().removeOld(NOW, LONG)).isZero();
  }

  private static Entry entry(String keyHash, String key, CreationId creation, Instant at) {
    return new Entry(keyHash, "body of " + creation.value(), new ShortKey(key), creation, at);
  }
}
