package dev.linnet.localruntime.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes down what is to do, and what became of it. Every change is one statement. */
public final class WorkLog {
  /** More must not wait: who asks for more is told so. */
  static final int MAX_WAITING = 10_000;

  static final int MAX_REMEMBERED = 10_000;
  static final String INVOKE = "invoke:";

  private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(14); // as SQS at most
  private static final int MAX_DETAIL = 2_000;

  private static final String RECORD =
      """
      WITH recorded AS (
        INSERT INTO work.occurrence (id, function_name, origin, cause, event, recorded_at, since)
        SELECT ?, ?, ?, ?, ?, ?, ?
        WHERE (SELECT count(*) FROM work.task) < ?
        ON CONFLICT (id) DO NOTHING
        RETURNING id, function_name)
      INSERT INTO work.task
        (task_name, task_instance, execution_time, picked, consecutive_failures, version)
      SELECT 'invoke:' || function_name, id, ?, false, 0, 1 FROM recorded\
      """;

  private static final String BEGIN =
      """
      WITH lost AS (
        UPDATE work.attempt SET outcome = 'lost', ended_at = ?, detail = ?
        WHERE occurrence_id = ? AND outcome IS NULL),
      begun AS (
        UPDATE work.occurrence SET state = 'running', tries = tries + 1
        WHERE id = ? AND state IN ('waiting', 'running', 'retrying') AND tries - tries_before <= ?
        RETURNING *),
      attempt AS (
        INSERT INTO work.attempt (occurrence_id, number, worker, started_at)
        SELECT id, tries, ?, ? FROM begun)
      SELECT * FROM begun\
      """;

  private static final String END =
      """
      WITH ended AS (
        UPDATE work.attempt SET outcome = ?, ended_at = ?, detail = ?
        WHERE occurrence_id = ? AND number = ? AND outcome IS NULL
        RETURNING occurrence_id)
      UPDATE work.occurrence SET state = ?, last_error = ?, ended_at = ?
      WHERE id IN (SELECT occurrence_id FROM ended) AND tries = ?\
      """;

  private static final String REDRIVE =
      """
      WITH again AS (
        UPDATE work.occurrence
        SET state = 'waiting', tries_before = tries, since = ?, ended_at = NULL
        WHERE id = ? AND state = 'dead'
        RETURNING id, function_name)
      INSERT INTO work.task
        (task_name, task_instance, execution_time, picked, consecutive_failures, version)
      SELECT 'invoke:' || function_name, id, ?, false, 0, 1 FROM again\
      """;

  private static final String LOST =
      "Nobody learned how it ended: the worker died, or its database went away.";

  private final Sql sql;
  private final InstantSource clock;

  WorkLog(WorkDatabase database, InstantSource clock) {
    this.sql = new Sql(database.source());
    this.clock = clock;
  }

  /** False where too much is waiting; what is recorded already is not recorded again. */
  boolean record(Work work, int maxWaiting) {
    int[] rows = new int[1];
    sql.together(connection -> rows[0] = record(connection, work, maxWaiting));
    return rows[0] == 1;
  }

  /** All of them or none; false where too much is waiting. */
  boolean recordAll(List<Work> all) {
    boolean[] fits = {true};
    sql.together(
        connection -> {
          for (Work work : all) {
            fits[0] &= record(connection, work, MAX_WAITING) == 1;
          }
          if (!fits[0]) {
            connection.rollback();
          }
        });
    return fits[0];
  }

  private int record(Connection connection, Work work, int maxWaiting) throws SQLException {
    Instant now = clock.instant();
    return Sql.update(
        connection,
        RECORD,
        work.id(),
        work.function(),
        work.origin(),
        work.cause().word(),
        work.event(),
        now,
        now,
        maxWaiting,
        now);
  }

  /** Counts a try; empty where there is nothing to do any more, or the last try was lost. */
  Optional<Occurrence> begin(String id, String worker, int maxRetries) {
    Instant now = clock.instant();
    return sql
        .query(
            row ->
                new Occurrence(
                    row.getString("id"),
                    row.getString("function_name"),
                    row.getString("event"),
                    row.getInt("tries"),
                    row.getInt("tries_before"),
                    Objects.requireNonNull(Sql.instant(row, "since"))),
            BEGIN,
            now,
            LOST,
            id,
            id,
            maxRetries,
            worker,
            now)
        .stream()
        .findFirst();
  }

  /** Makes a dead letter of work whose last try was lost. */
  void buryLost(String id) {
    sql.update(
        "UPDATE work.occurrence SET state = 'dead', last_error = ?, ended_at = ?"
            + " WHERE id = ? AND state IN ('running', 'retrying')",
        LOST,
        clock.instant(),
        id);
  }

  void succeeded(Occurrence work, String report) {
    end(work, "done", report, "done", null);
  }

  void failed(Occurrence work, String reason, boolean dead) {
    end(work, "failed", reason, dead ? "dead" : "retrying", reason);
  }

  private void end(
      Occurrence work, String outcome, String detail, String state, @Nullable String error) {
    Instant now = clock.instant();
    String said = shortened(detail);
    sql.update(
        END,
        outcome,
        now,
        said,
        work.id(),
        work.tries(),
        state,
        error == null ? null : said,
        state.equals("retrying") ? null : now,
        work.tries());
  }

  /** Tries a dead letter again, as often as new work; false where it is none (any more). */
  boolean redrive(String id) {
    Instant now = clock.instant();
    return sql.update(REDRIVE, now, id, now) == 1;
  }

  /** Forgets what is old, and the oldest of what is too much. */
  void prune(Duration history) {
    forget("done", history);
    forget("dead", DEAD_LETTERS_KEPT);
  }

  private void forget(String state, Duration kept) {
    sql.update(
        "DELETE FROM work.occurrence WHERE state = ? AND ended_at < ?",
        state,
        clock.instant().minus(kept));
    sql.update(
        "DELETE FROM work.occurrence WHERE id IN (SELECT id FROM work.occurrence"
            + " WHERE state = ? ORDER BY ended_at DESC OFFSET ?)",
        state,
        MAX_REMEMBERED);
  }

  private static String shortened(String text) {
    String clean = text.replace("\0", "");
    return clean.length() <= MAX_DETAIL ? clean : clean.substring(0, MAX_DETAIL) + " …";
  }
}
