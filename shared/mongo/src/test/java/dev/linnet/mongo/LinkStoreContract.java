package dev.linnet.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.links.CreationId;
import dev.linnet.links.Destination;
import dev.linnet.links.Link;
import dev.linnet.links.LinkStore;
import dev.linnet.links.LinkStore.Insertion;
import dev.linnet.links.LinkStore.Removal;
import dev.linnet.links.ShortKey;
import dev.linnet.links.TargetUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every {@link LinkStore} does. */
abstract class LinkStoreContract {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123Z");
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final ShortKey KEY = new ShortKey("k7f3qXw");
  private static final TargetUrl A = TargetUrl.ofAscii("https://a.example/x?y=1&z=%20#f");
  private static final TargetUrl B = TargetUrl.ofAscii("https://b.example/");

  /** An empty one, the same for the whole of a test. */
  abstract LinkStore store();

  @Test
  void an_unknown_key_leads_nowhere() {
    assertThat(store().find(KEY)).isEmpty();
  }

  @Test
  void a_stored_link_is_found() {
    assertThat(store().insert(link(KEY, A, null))).isEqualTo(Insertion.STORED);
    assertThat(store().find(KEY)).contains(new Destination(A, null));
  }

  @Test
  void an_expiry_is_kept_to_the_millisecond() {
    Instant expiresAt = Instant.parse("9999-12-31T23:59:58.987Z");
    store().insert(link(KEY, A, expiresAt));
    assertThat(store().find(KEY)).contains(new Destination(A, expiresAt));
  }

  @Test
  void an_expired_link_is_found_too() {
    store().insert(link(KEY, A, NOW.minusSeconds(1)));
    assertThat(store().find(KEY)).contains(new Destination(A, NOW.minusSeconds(1)));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\0',
      value = {
        "http://a.example, http://a.example",
        "HTTPS://A.Example/%7e%7E?q='\"{$ne:1}#x, HTTPS://A.Example/%7e%7E?q='%22{$ne:1}#x",
        "https://bücher.example/ä b, https://xn--bcher-kva.example/%C3%A4%20b",
        "https://a.example/\uD83D\uDE00\u0301, https://a.example/%F0%9F%98%80%CC%81"
      })
  void a_target_comes_back_byte_for_byte(String value, String location) {
    TargetUrl target = new TargetUrl(value, location);
    store().insert(link(KEY, target, null));
    assertThat(store().find(KEY)).contains(new Destination(target, null));
  }

  @Test
  void the_longest_target_comes_back_whole() {
    String start = "https://a.example/";
    TargetUrl target = TargetUrl.ofAscii(start + "x".repeat(TargetUrl.MAX_LENGTH - start.length()));
    store().insert(link(KEY, target, null));
    assertThat(store().find(KEY)).contains(new Destination(target, null));
  }

  @Test
  void the_case_of_a_key_matters() {
    store().insert(link(KEY, A, null));
    assertThat(store().find(new ShortKey("K7F3QXW"))).isEmpty();
  }

  @Test
  void an_insert_that_is_repeated_finds_its_own_link() {
    Link link = link(KEY, A, null);
    store().insert(link);
    assertThat(store().insert(link)).isEqualTo(Insertion.STORED_BEFORE);
    assertThat(store().insert(link)).isEqualTo(Insertion.STORED_BEFORE);
    assertThat(store().find(KEY)).contains(link.destination());
  }

  @Test
  void a_taken_key_keeps_its_link() {
    store().insert(link(KEY, A, null));
    assertThat(store().insert(link(KEY, B, null))).isEqualTo(Insertion.KEY_TAKEN);
    assertThat(store().insert(link(KEY, A, null))).isEqualTo(Insertion.KEY_TAKEN);
    assertThat(store().find(KEY)).contains(new Destination(A, null));
  }

  @Test
  void of_many_that_want_a_key_at_once_one_gets_it() throws Exception {
    List<Callable<Insertion>> inserts = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Link link = link(KEY, TargetUrl.ofAscii("https://a.example/" + i), null);
      inserts.add(() -> store().insert(link));
    }
    List<Insertion> answers = atOnce(inserts);
    assertThat(Collections.frequency(answers, Insertion.STORED)).isEqualTo(1);
    assertThat(Collections.frequency(answers, Insertion.KEY_TAKEN)).isEqualTo(15);
  }

  @Test
  void an_insert_that_is_sent_several_times_at_once_is_one_link() throws Exception {
    Link link = link(KEY, A, null);
    List<Insertion> answers = atOnce(Collections.nCopies(8, () -> store().insert(link)));
    assertThat(Collections.frequency(answers, Insertion.STORED)).isEqualTo(1);
    assertThat(Collections.frequency(answers, Insertion.STORED_BEFORE)).isEqualTo(7);
  }

  @Test
  void of_many_inserts_at_once_one_that_fails_fails_no_other() throws Exception {
    store().insert(link(KEY, A, null));
    List<Callable<Insertion>> inserts = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      ShortKey key = i % 10 == 0 ? KEY : new ShortKey("many-" + i);
      inserts.add(() -> store().insert(link(key, B, null)));
    }
    List<Insertion> answers = atOnce(inserts);
    for (int i = 0; i < 300; i++) {
      assertThat(answers.get(i)).isEqualTo(i % 10 == 0 ? Insertion.KEY_TAKEN : Insertion.STORED);
      assertThat(store().find(new ShortKey("many-" + i)).isPresent()).isEqualTo(i % 10 != 0);
    }
    assertThat(store().find(KEY)).contains(new Destination(A, null));
  }

  @Test
  void only_links_that_expired_before_are_removed() {
    store().insert(link(new ShortKey("long-ago"), A, NOW.minusSeconds(3600)));
    store().insert(link(new ShortKey("just-before"), A, NOW.minusMillis(1)));
    store().insert(link(new ShortKey("just-then"), A, NOW));
    store().insert(link(new ShortKey("later"), A, NOW.plusSeconds(3600)));
    store().insert(link(new ShortKey("never"), A, null));

    assertThat(store().removeExpired(NOW, LONG)).isEqualTo(new Removal(2, true));

    assertThat(store().find(new ShortKey("long-ago"))).isEmpty();
    assertThat(store().find(new ShortKey("just-before"))).isEmpty();
    assertThat(store().find(new ShortKey("just-then"))).isPresent();
    assertThat(store().find(new ShortKey("later"))).isPresent();
    assertThat(store().find(new ShortKey("never"))).isPresent();
    assertThat(store().removeExpired(NOW, LONG)).isEqualTo(new Removal(0, true));
  }

  @Test
  void without_a_budget_nothing_is_removed() {
    store().insert(link(KEY, A, NOW.minusSeconds(1)));
    assertThat(store().removeExpired(NOW, Duration.ZERO)).isEqualTo(new Removal(0, false));
    assertThat(store().find(KEY)).isPresent();
  }

  @Test
  void a_removed_key_is_free_again() {
    store().insert(link(KEY, A, NOW.minusSeconds(1)));
    store().removeExpired(NOW, LONG);
    assertThat(store().insert(link(KEY, B, null))).isEqualTo(Insertion.STORED);
    assertThat(store().find(KEY)).contains(new Destination(B, null));
  }

  static Link link(ShortKey key, TargetUrl target, @Nullable Instant expiresAt) {
    return new Link(key, new Destination(target, expiresAt), NOW, CreationId.random());
  }

  private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
    List<T> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<T> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
    }
    return answers;
  }
}
