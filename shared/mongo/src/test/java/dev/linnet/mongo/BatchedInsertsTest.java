package dev.linnet.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.bulk.BulkWriteError;
import dev.linnet.links.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that holds its answers back shows who goes with whom. */
class BatchedInsertsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String BROKEN = "broken";
  private static final String TAKEN = "taken";

  private final List<List<String>> commands = new CopyOnWriteArrayList<>();
  private final Semaphore answers = new Semaphore(0);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void end() {
    answers.release(1_000);
    threads.close();
  }

  @Test
  void a_lone_insert_is_sent_at_once() {
    answers.release();
    assertThat(inserts(1, LONG).insert(document("a"))).isEmpty();
    assertThat(commands).containsExactly(List.of("a"));
  }

  @Test
  void who_comes_while_others_are_on_their_way_shares_the_next_command() throws Exception {
    BatchedInserts inserts = inserts(2, LONG);
    List<Future<Optional<BulkWriteError>>> all = begin(inserts, "a", "b", "c", "d", "e");
    assertThat(commands).hasSize(2);

    answers.release(3);
    for (Future<Optional<BulkWriteError>> insert : all) {
      assertThat(insert.get()).isEmpty();
    }
    assertThat(commands).containsExactly(List.of("a"), List.of("b"), List.of("c", "d", "e"));
  }

  @Test
  void a_command_carries_64_documents_at_most() throws Exception {
    BatchedInserts inserts = inserts(1, LONG);
    String[] names = IntStream.range(0, 100).mapToObj(i -> "n" + i).toArray(String[]::new);
    List<Future<Optional<BulkWriteError>>> all = begin(inserts, names);
    answers.release(3);
    for (Future<Optional<BulkWriteError>> insert : all) {
      assertThat(insert.get()).isEmpty();
    }
    assertThat(commands).extracting(List::size).containsExactly(1, 64, 35);
  }

  @Test
  void what_the_server_has_against_one_document_is_told_to_whom_it_concerns() throws Exception {
    List<Future<Optional<BulkWriteError>>> all =
        begin(inserts(1, LONG), "a", "b", TAKEN, "c", TAKEN);
    answers.release(2);
    assertThat(all.get(1).get()).isEmpty();
    assertThat(all.get(2).get()).map(BulkWriteError::getIndex).hasValue(1);
    assertThat(all.get(3).get()).isEmpty();
    assertThat(all.get(4).get()).map(BulkWriteError::getIndex).hasValue(3);
  }

  @Test
  void a_command_that_fails_fails_all_that_it_carries_and_nobody_else() throws Exception {
    BatchedInserts inserts = inserts(1, LONG);
    List<Future<Optional<BulkWriteError>>> all = begin(inserts, "a", "b", BROKEN, "c");
    answers.release(2);
    assertThat(all.get(0).get()).isEmpty();
    for (Future<Optional<BulkWriteError>> insert : all.subList(1, 4)) {
      assertThatThrownBy(insert::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(Unavailable.class);
    }
    answers.release();
    assertThat(inserts.insert(document("d"))).isEmpty();
  }

  @Test
  void who_waited_too_long_is_told_so_and_is_not_sent_later() throws Exception {
    BatchedInserts inserts = inserts(1, Duration.ofMillis(20));
    Future<Optional<BulkWriteError>> first = begin(inserts, "a").getFirst();
    assertThatThrownBy(() -> inserts.insert(document("b"))).isInstanceOf(Unavailable.class);

    answers.release(2);
    assertThat(first.get()).isEmpty();
    assertThat(inserts.insert(document("c"))).isEmpty();
    assertThat(commands).containsExactly(List.of("a"), List.of("c"));
  }

  @Test
  void who_is_interrupted_on_the_way_is_told_how_it_ends() throws Exception {
    BatchedInserts inserts = inserts(1, LONG);
    begin(inserts, "a", "b");
    AtomicReference<Optional<BulkWriteError>> told = new AtomicReference<>();
    Thread third = Thread.ofVirtual().start(() -> told.set(inserts.insert(document(TAKEN))));
    await().until(() -> inserts.waiting() == 2);
    answers.release();
    await().until(() -> commands.size() == 2);

    third.interrupt();
    answers.release();
    third.join();
    assertThat(told.get()).isPresent();
  }

  @Test
  void who_is_interrupted_while_waiting_goes_away_and_stays_interrupted() {
    BatchedInserts inserts = inserts(1, LONG);
    begin(inserts, "a");
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> inserts.insert(document("b"))).isInstanceOf(Unavailable.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private BatchedInserts inserts(int inFlight, Duration patience) {
    return new BatchedInserts(this::answer, inFlight, patience);
  }

  private Map<Integer, BulkWriteError> answer(List<Document> documents) {
    List<String> names = documents.stream().map(document -> document.getString("_id")).toList();
    commands.add(names);
    answers.acquireUninterruptibly();
    if (names.contains(BROKEN)) {
      throw new Unavailable(MongoConnection.BACKEND, null);
    }
    Map<Integer, BulkWriteError> faults = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals(TAKEN)) {
        faults.put(i, new BulkWriteError(11_000, TAKEN, new BsonDocument(), i));
      }
    }
    return faults;
  }

  /** One after the other: each waits, or is with the server, before the next one comes. */
  private List<Future<Optional<BulkWriteError>>> begin(BatchedInserts inserts, String... names) {
    List<Future<Optional<BulkWriteError>>> all = new ArrayList<>();
    for (String name : names) {
      int before = commands.size() + inserts.waiting();
      all.add(threads.submit(() -> inserts.insert(document(name))));
      await()
          .pollInterval(Duration.ofMillis(1))
          .until(() -> commands.size() + inserts.waiting() > before);
    }
    return all;
  }

  private static Document document(String name) {
    return new Document("_id", name);
  }
}
