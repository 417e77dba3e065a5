package dev.linnet.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.linnet.links.CreateOutcome.AliasTaken;
import dev.linnet.links.CreateOutcome.Created;
import dev.linnet.links.CreateOutcome.IdempotencyKeyReused;
import dev.linnet.links.CreateOutcome.Invalid;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CreateLinkIdempotencyTest {
  private static final CreateRequest REQUEST =
      Creating.repeatable(Creating.url(), "key hash", "body hash");
  private static final CreateRequest OTHER_BODY =
      Creating.repeatable(Creating.url(), "key hash", "other body hash");

  private final Creating it = new Creating();

  @Test
  void the_same_key_and_body_give_the_same_answer_and_make_one_link() {
    CreateOutcome first = it.links.create(REQUEST);
    it.clock.forward(Duration.ofHours(24).minusMillis(1));

    assertThat(first).isEqualTo(created(it.key(0)));
    assertThat(it.links.create(REQUEST)).isEqualTo(first);
    assertThat(it.store.size()).isEqualTo(1);
  }

  @Test
  void after_24_hours_the_key_is_new_again() {
    it.links.create(REQUEST);
    it.clock.forward(Duration.ofHours(24));

    assertThat(it.links.create(OTHER_BODY)).isEqualTo(created(it.key(1)));
    assertThat(it.store.size()).isEqualTo(2);
  }

  @Test
  void another_key_makes_another_link() {
    it.links.create(REQUEST);

    assertThat(it.links.create(Creating.repeatable(Creating.url(), "other key", "body hash")))
        .isEqualTo(created(it.key(1)));
  }

  @Test
  void the_same_key_with_another_body_is_refused_whatever_that_holds() {
    it.links.create(REQUEST);
    CreateRequest invalid = new CreateRequest(null, null, null, List.of(), null);

    assertThat(it.links.create(OTHER_BODY)).isEqualTo(new IdempotencyKeyReused());
    assertThat(it.links.create(Creating.repeatable(invalid, "key hash", "invalid body")))
        .isEqualTo(new IdempotencyKeyReused());
    assertThat(it.store.size()).isEqualTo(1);
  }

  @Test
  void a_repeated_request_is_judged_as_of_its_first_time() {
    CreateRequest request =
        Creating.repeatable(
            new CreateRequest(Creating.URL, "2027-01-01T13:00:00", null, List.of(), null),
            "key hash",
            "body hash");
    CreateOutcome first = it.links.create(request);
    it.clock.forward(Duration.ofHours(2));

    assertThat(first).isInstanceOf(Created.class);
    assertThat(it.links.create(request)).isEqualTo(first);
  }

  @Test
  void an_invalid_request_may_be_mended_and_sent_with_the_same_key() {
    CreateRequest invalid = new CreateRequest(null, null, null, List.of(), null);

    assertThat(it.links.create(Creating.repeatable(invalid, "key hash", "invalid body")))
        .isInstanceOf(Invalid.class);
    assertThat(it.links.create(REQUEST)).isEqualTo(created(it.key(0)));
  }

  @Test
  void a_repeated_alias_is_its_own_and_not_taken() {
    CreateRequest request = Creating.repeatable(Creating.alias("mine"), "key hash", "body hash");

    assertThat(it.links.create(request)).isEqualTo(created(new ShortKey("mine")));
    assertThat(it.links.create(request)).isEqualTo(created(new ShortKey("mine")));
    assertThat(it.links.create(Creating.alias("mine"))).isInstanceOf(AliasTaken.class);
  }

  @Test
  void a_retry_after_a_lost_reply_finds_its_link_stored() {
    Creating lossy = new Creating(new LossyStore(true), new HeapIdempotencyLog());

    assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> lossy.links.create(REQUEST));
    lossy.clock.forward(Duration.ofMinutes(1));

    assertThat(lossy.links.create(REQUEST)).isEqualTo(created(lossy.key(0)));
    assertThat(lossy.store.size()).isEqualTo(1);
    assertThat(lossy.cache.read(lossy.key(0)))
        .isEqualTo(new LinkCache.Lookup.Hit(Creating.DESTINATION));
  }

  @Test
  void a_retry_after_a_lost_insert_goes_on_with_the_key_and_time_of_the_first_try() {
    Creating lossy = new Creating(new LossyStore(false), new HeapIdempotencyLog());
    var firstTime = lossy.clock.instant();

    assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> lossy.links.create(REQUEST));
    lossy.clock.forward(Duration.ofMinutes(1));

    assertThat(lossy.links.create(REQUEST)).isEqualTo(created(lossy.key(0)));
    assertThat(lossy.store.link(lossy.key(0)))
        .hasValueSatisfying(link -> assertThat(link.createdAt()).isEqualTo(firstTime));
  }

  @Test
  void a_taken_key_is_replaced_in_the_log_so_that_a_repetition_finds_the_right_one() {
    it.takeKeys(2);

    assertThat(it.links.create(REQUEST)).isEqualTo(created(it.key(2)));
    assertThat(it.links.create(REQUEST)).isEqualTo(created(it.key(2)));
    assertThat(it.store.size()).isEqualTo(3);
  }

  @Test
  void many_at_once_with_the_same_key_make_one_link() {
    CountDownLatch start = new CountDownLatch(1);
    List<Caller<CreateOutcome>> callers =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    Caller.start(
                        () -> {
                          Caller.pass(start);
                          return it.links.create(REQUEST);
                        }))
            .toList();

    start.countDown();

    assertThat(callers.stream().map(Caller::outcome).distinct())
        .singleElement()
        .isInstanceOf(Created.class);
    assertThat(it.store.size()).isEqualTo(1);
  }

  @Test
  void whoever_comes_second_with_the_same_body_gets_the_link_of_the_first() {
    Creating late = new Creating(new HeapLinkStore(), new LogWithAnotherAt(1, "body hash"));

    assertThat(late.links.create(REQUEST)).isEqualTo(created(new ShortKey("others")));
    assertThat(late.store.size()).isEqualTo(1);
  }

  @Test
  void whoever_comes_second_with_another_body_is_refused() {
    Creating late = new Creating(new HeapLinkStore(), new LogWithAnotherAt(1, "other body hash"));

    assertThat(late.links.create(REQUEST)).isEqualTo(new IdempotencyKeyReused());
    assertThat(late.store.size()).isZero();
  }

  @Test
  void another_body_that_comes_while_a_taken_key_is_replaced_is_noticed_too() {
    Creating late = new Creating(new HeapLinkStore(), new LogWithAnotherAt(2, "other body hash"));
    late.takeKeys(1);

    assertThat(late.links.create(REQUEST)).isEqualTo(new IdempotencyKeyReused());
    assertThat(late.store.link(new ShortKey("others"))).isEmpty();
  }

  private static Created created(ShortKey key) {
    return new Created(key, Creating.DESTINATION);
  }

  /** The first insert fails, and nobody can tell whether before or after the link was stored. */
  private static final class LossyStore extends HeapLinkStore {
    private final boolean stores;
    private boolean failed;

    LossyStore(boolean stores) {
      this.stores = stores;
    }

    @Override
    public Insertion insert(Link link) {
      if (failed) {
        return super.insert(link);
      }
      failed = true;
      if (stores) {
        super.insert(link);
      }
      throw new Unavailable("link store", null);
    }
  }

  /** Another request with the same key comes in just before the n-th record. */
  private static final class LogWithAnotherAt extends HeapIdempotencyLog {
    private final AtomicInteger records = new AtomicInteger();
    private final int at;
    private final String bodyHash;

    LogWithAnotherAt(int at, String bodyHash) {
      this.at = at;
      this.bodyHash = bodyHash;
    }

    @Override
    public synchronized Optional<Entry> record(Entry entry) {
      if (records.incrementAndGet() == at) {
        removeOld(entry.at().plus(RETENTION), Duration.ofSeconds(1));
        super.record(
            new Entry(
                entry.keyHash(),
                bodyHash,
                new ShortKey("others"),
                CreationId.random(),
                entry.at()));
      }
      return super.record(entry);
    }
  }
}
