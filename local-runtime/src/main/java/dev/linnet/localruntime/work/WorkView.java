package dev.linnet.localruntime.work;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be seen of background work: rows whose columns bear the names of the JSON. */
public final class WorkView {
  private static final int SHOWN = 50;
  private static final int POINTS = 96;

  private static final String SCHEDULES =
      """
      SELECT s.name, s.expression, s.paused, t.execution_time AS next,
             l.started_at AS last_started, l.state AS last_state, l.millis AS last_millis,
             l.last_error
      FROM work.schedule s
      LEFT JOIN work.task t ON t.task_name = 'tick:' || s.name
      LEFT JOIN LATERAL (
        SELECT o.state, o.last_error, a.started_at,
               round(extract(epoch FROM a.ended_at - a.started_at) * 1000)::bigint AS millis
        FROM work.occurrence o LEFT JOIN work.attempt a
          ON a.occurrence_id = o.id AND a.number = o.tries
        WHERE o.origin = s.name ORDER BY o.recorded_at DESC LIMIT 1) l ON true
      ORDER BY s.name\
      """;

  private static final String COUNTS =
      """
      SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting,
             count(*) FILTER (WHERE state = 'running') AS running,
             count(*) FILTER (WHERE state = 'retrying') AS retrying,
             count(*) FILTER (WHERE state = 'done') AS done,
             count(*) FILTER (WHERE state = 'dead') AS dead,
             coalesce(sum(greatest(tries - 1, 0)), 0)::bigint AS retries
      FROM work.occurrence\
      """;

  private static final String OCCURRENCES =
      """
      SELECT o.id, o.function_name AS function, o.origin, o.cause, o.state, o.tries,
             o.recorded_at, a.started_at, a.ended_at,
             round(extract(epoch FROM a.ended_at - a.started_at) * 1000)::bigint AS millis,
             a.worker, a.detail, o.last_error, t.execution_time AS next_try
      FROM work.occurrence o
      LEFT JOIN work.attempt a ON a.occurrence_id = o.id AND a.number = o.tries
      LEFT JOIN work.task t ON o.state = 'retrying'
        AND t.task_name = 'invoke:' || o.function_name AND t.task_instance = o.id
      """;

  private static final String SERIES =
      """
      SELECT date_bin(?::interval, started_at, 'epoch') AS at,
             count(*) FILTER (WHERE outcome = 'done') AS done,
             count(*) FILTER (WHERE outcome <> 'done') AS failed,
             round(percentile_cont(0.5) WITHIN GROUP
               (ORDER BY extract(epoch FROM ended_at - started_at)) * 1000)::bigint AS median,
             round(max(extract(epoch FROM ended_at - started_at)) * 1000)::bigint AS longest
      FROM work.attempt
      WHERE started_at >= ? AND ended_at IS NOT NULL
      GROUP BY 1 ORDER BY 1\
      """;

  private final Sql sql;
  private final InstantSource clock;

  public WorkView(WorkDatabase database, InstantSource clock) {
    this.sql = new Sql(database.source());
    this.clock = clock;
  }

  /** Whether work still waits or runs for the first time. */
  public boolean isOpen(String id) {
    return sql
        .query(row -> row.getString(1), "SELECT state FROM work.occurrence WHERE id = ?", id)
        .stream()
        .anyMatch(state -> state.equals("waiting") || state.equals("running"));
  }

  /** Each with its next and its last run. */
  public List<Map<String, @Nullable Object>> schedules() {
    return sql.query(WorkView::row, SCHEDULES);
  }

  /** How much is in which state, within the history that is kept. */
  public Map<String, @Nullable Object> counts() {
    return sql.query(WorkView::row, COUNTS).getFirst();
  }

  /** The newest first. */
  public List<Map<String, @Nullable Object>> recent() {
    return sql.query(
        WorkView::row,
        OCCURRENCES + " WHERE o.state <> 'dead' ORDER BY o.recorded_at DESC LIMIT ?",
        SHOWN);
  }

  public List<Map<String, @Nullable Object>> deadLetters() {
    return sql.query(
        WorkView::row,
        OCCURRENCES + " WHERE o.state = 'dead' ORDER BY o.ended_at DESC LIMIT ?",
        SHOWN);
  }

  /** Tries that ended, and how long they took, in 96 parts of the time until now. */
  public List<Map<String, @Nullable Object>> series(Duration until) {
    Instant from = clock.instant().minus(until);
    return sql.query(WorkView::row, SERIES, until.dividedBy(POINTS).toSeconds() + " seconds", from);
  }

  private static Map<String, @Nullable Object> row(ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      Object value =
          columns.getColumnTypeName(i).equals("timestamptz")
              ? row.getObject(i, OffsetDateTime.class)
              : row.getObject(i);
      values.put(
          columns.getColumnLabel(i),
          value instanceof OffsetDateTime time ? time.toInstant().toString() : value);
    }
    return values;
  }
}
