package dev.linnet.localruntime.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.linnet.localruntime.work.Target.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerTest {
  private static final Retries THREE_TRIES =
      new Retries(2, Duration.ofMillis(100), Duration.ofHours(1));
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private static Path folder;
  private static WorkBench bench;

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private WorkDatabase database;
  private WorkView view;
  private Sql sql;

  @BeforeAll
  static void startServer() {
    bench = new WorkBench(folder);
  }

  @AfterAll
  static void stopServer() {
    bench.close();
  }

  @BeforeEach
  void connect() {
    database = WorkDatabase.open(bench.settings(THREE_TRIES).database());
    view = new WorkView(database, InstantSource.system());
    sql = new Sql(database.source());
    sql.update("TRUNCATE work.task, work.schedule, work.occurrence, work.attempt");
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable part : open) {
      part.close();
    }
    database.close();
  }

  @Test
  void what_is_submitted_is_recorded_and_runs_once() {
    Worker worker = started(this::note, List.of());

    assertThat(worker.submit(List.of(event("a"), event("b")))).isTrue();

    await().atMost(LONG).until(() -> count("done") == 2);
    assertThat(calls).containsExactlyInAnyOrder("{\"id\":\"a\"}", "{\"id\":\"b\"}");
    await()
        .atMost(LONG)
        .until(
            () -> number("SELECT count(*) FROM work.task WHERE task_name = 'invoke:refill'") == 0);
  }

  @Test
  void four_workers_run_each_occurrence_once() {
    Worker worker = patient();
    for (int i = 0; i < 3; i++) {
      patient();
    }
    for (int i = 0; i < 20; i++) {
      List<Work> ten = new ArrayList<>();
      for (int j = 0; j < 10; j++) {
        ten.add(event(i + "-" + j));
      }
      assertThat(worker.submit(ten)).isTrue();
    }

    await().atMost(LONG).until(() -> count("done") == 200);
    assertThat(calls).hasSize(200).doesNotHaveDuplicates();
  }

  @Test
  void what_fails_is_tried_again_until_it_is_a_dead_letter_and_can_be_redriven() {
    AtomicBoolean broken = new AtomicBoolean(true);
    Worker worker =
        started(
            event -> {
              calls.add(event);
              return broken.get() ? new Outcome.Failed("Broken") : new Outcome.Done("mended");
            },
            List.of());

    worker.submit(List.of(event("a")));

    await().atMost(LONG).until(() -> count("dead") == 1);
    assertThat(calls).hasSize(3);
    assertThat(view.deadLetters())
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letter).containsEntry("tries", 3).containsEntry("last_error", "Broken"));
    broken.set(false);
    assertThat(worker.redrive("nothing")).isFalse();
    await().atMost(LONG).until(() -> worker.redrive("a"));
    await().atMost(LONG).until(() -> count("done") == 1);
    assertThat(number("SELECT count(*) FROM work.attempt WHERE outcome = 'failed'")).isEqualTo(3);
    assertThat(number("SELECT sum(tries)::int FROM work.occurrence")).isEqualTo(4);
  }

  @Test
  void the_same_work_is_recorded_once() {
    Worker worker = started(this::note, List.of());
    worker.submit(List.of(event("a")));
    await().atMost(LONG).until(() -> count("done") == 1);

    assertThat(worker.submit(List.of(event("a")))).isFalse();
    assertThat(calls).hasSize(1);
  }

  @Test
  void too_much_work_is_refused_as_a_whole() {
    sql.update(
        "INSERT INTO work.task (task_name, task_instance, execution_time, picked, version)"
            + " SELECT 'invoke:cleanup', i::text, now(), false, 1 FROM generate_series(1, 9999) i");
    Worker worker = bench.worker(database, THREE_TRIES, this::note, List.of());

    assertThat(worker.submit(List.of(event("a"), event("b")))).isFalse();

    assertThat(number("SELECT count(*) FROM work.occurrence")).isZero();
  }

  @Test
  void a_schedule_that_was_missed_many_times_runs_once() {
    Regular hourly = every(Duration.ofHours(1));
    Worker first = started(this::note, List.of(hourly));
    first.close();
    sql.update(
        "UPDATE work.task SET execution_time = now() - interval '5 hours'"
            + " WHERE task_name = 'tick:hourly'");
    sql.update("UPDATE work.schedule SET anchor = anchor - interval '5 hours'");

    started(this::note, List.of(hourly));

    await().atMost(LONG).until(() -> count("done") == 1);
    assertThat(
            number(
                "SELECT count(*) FROM work.task WHERE task_name = 'tick:hourly'"
                    + " AND execution_time > now()"))
        .isEqualTo(1);
    assertThat(calls).hasSize(1);
  }

  @Test
  void a_schedule_comes_again_and_again_and_rests_while_it_is_paused() {
    Worker worker = started(this::note, List.of(every(Duration.ofSeconds(1))));
    await().atMost(LONG).until(() -> count("done") >= 2);

    assertThat(worker.pause("hourly", true)).isTrue();
    assertThat(view.schedules().getFirst()).containsEntry("paused", true);
    assertThat(worker.pause("other", true)).isFalse();
    long ticks = number("SELECT version FROM work.task WHERE task_name = 'tick:hourly'");
    await()
        .atMost(LONG)
        .until(
            () ->
                number("SELECT version FROM work.task WHERE task_name = 'tick:hourly'")
                    > ticks + 2);
    long before = number("SELECT count(*) FROM work.occurrence");
    long later = number("SELECT version FROM work.task WHERE task_name = 'tick:hourly'");
    await()
        .atMost(LONG)
        .until(
            () ->
                number("SELECT version FROM work.task WHERE task_name = 'tick:hourly'")
                    > later + 2);
    assertThat(number("SELECT count(*) FROM work.occurrence")).isEqualTo(before);
    assertThat(worker.runNow("hourly")).isNotEmpty();
    await().atMost(LONG).until(() -> count("done") == before + 1);
    assertThat(worker.runNow("other")).isEmpty();
  }

  @Test
  void a_changed_expression_counts_anew() {
    started(this::note, List.of(every(Duration.ofDays(30)))).close();

    started(this::note, List.of(every(Duration.ofSeconds(1))));

    await().atMost(LONG).until(() -> count("done") >= 1);
  }

  @Test
  void the_history_is_bounded() {
    sql.update(
        "INSERT INTO work.occurrence (id, function_name, origin, cause, event, state, recorded_at,"
            + " since, ended_at) SELECT i::text, 'refill', 'x', 'event', '{}', 'done', now(),"
            + " now(), now() FROM generate_series(1, 10050) i");
    sql.update(
        "UPDATE work.occurrence SET ended_at = now() - interval '2 days' WHERE id::int <= 10");

    new WorkLog(database, InstantSource.system()).prune(Duration.ofDays(1));

    assertThat(number("SELECT count(*) FROM work.occurrence")).isEqualTo(10_000);
    assertThat(number("SELECT count(*) FROM work.occurrence WHERE id::int <= 10")).isZero();
  }

  @Test
  void when_the_database_crashes_what_was_accepted_is_done_and_afterwards_work_goes_on_by_itself() {
    Worker worker = started(this::note, List.of());
    worker.submit(List.of(event("before")));
    await().atMost(LONG).until(() -> count("done") == 1);
    sql.update("ALTER SYSTEM SET restart_after_crash = on");

    ProcessHandle.of(bench.pid()).orElseThrow().destroyForcibly();
    boolean accepted = isAccepted(worker, "during"); // the crash may reach this connection later

    awaitThroughCrash().until(() -> worker.submit(List.of(event("after"))));
    int expected = accepted ? 3 : 2;
    awaitThroughCrash().until(() -> count("done") >= expected);
    assertThat(calls).startsWith("{\"id\":\"before\"}").contains("{\"id\":\"after\"}");
    assertThat(!accepted || calls.contains("{\"id\":\"during\"}")).isTrue();
  }

  /** A thread of the scheduler's that the crash ends is replaced; it says so on its way out. */
  private static ConditionFactory awaitThroughCrash() {
    return await()
        .atMost(LONG)
        .dontCatchUncaughtExceptions()
        .ignoreException(WorkUnavailable.class);
  }

  private static boolean isAccepted(Worker worker, String id) {
    try {
      return worker.submit(List.of(event(id)));
    } catch (WorkUnavailable e) {
      return false;
    }
  }

  @Test
  void nothing_that_looks_at_the_work_needs_work_to_be_there() {
    started(this::note, List.of(every(Duration.ofHours(1))));

    assertThat(view.schedules())
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("last_started", null));
    assertThat(view.counts()).containsEntry("dead", 0L).containsEntry("retries", 0L);
    assertThat(view.recent()).isEmpty();
    assertThat(view.series(Duration.ofHours(24))).isEmpty();
  }

  private Worker started(Target target, List<Regular> regulars) {
    return started(bench.worker(database, THREE_TRIES, target, regulars));
  }

  /** Whom nobody takes for dead, however busy the machine is. */
  private Worker patient() {
    return started(
        bench.worker(database, THREE_TRIES, Duration.ofMinutes(1), this::note, List.of()));
  }

  private Worker started(Worker worker) {
    open.addFirst(worker);
    worker.start();
    return worker;
  }

  private static Regular every(Duration every) {
    return new Regular(
        "hourly",
        "refill",
        every.toString(),
        Duration.ZERO,
        (after, anchor) -> Optional.of(after.plus(every)),
        WorkerTest::tick);
  }

  private static String tick(Instant time) {
    return "{\"time\":\"" + time + "\",\"id\":\"" + UUID.randomUUID() + "\"}";
  }

  private Outcome note(String event) {
    calls.add(event);
    return new Outcome.Done("noted");
  }

  private static Work event(String id) {
    return new Work(id, "refill", "rule", Work.Cause.EVENT, "{\"id\":\"" + id + "\"}");
  }

  private long count(String state) {
    Map<String, Object> counts = view.counts();
    return ((Number) counts.get(state)).longValue();
  }

  private long number(String query) {
    return sql.query(row -> row.getLong(1), query).getFirst();
  }
}
