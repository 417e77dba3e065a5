package dev.linnet.localruntime.work;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all workers agree on about the schedules: since when, whether paused, and when next. */
final class ScheduleTable {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduleTable.class);

  /** The row comes back only where it is new or its expression has changed. */
  private static final String SET =
      """
      INSERT INTO work.schedule AS old (name, expression, anchor) VALUES (?, ?, ?)
      ON CONFLICT (name) DO UPDATE SET expression = EXCLUDED.expression, anchor = EXCLUDED.anchor
      WHERE old.expression <> EXCLUDED.expression
      RETURNING name\
      """;

  private final Sql sql;
  private final RandomGenerator random;

  ScheduleTable(WorkDatabase database, RandomGenerator random) {
    this.sql = new Sql(database.source());
    this.random = random;
  }

  /**
   * Makes sure that the next time of a schedule is known. One that has passed while no worker ran
   * stays as it is: the work is late, and runs once.
   */
  void set(Regular regular, TaskInstance<Void> tick, SchedulerClient client, Instant now) {
    boolean anew =
        !sql.query(row -> row.getString("name"), SET, regular.name(), regular.expression(), now)
            .isEmpty();
    Optional<Instant> next = next(regular, now);
    try {
      if (next.isPresent()) {
        client.schedule(
            tick,
            next.get(),
            anew ? ScheduleOptions.WHEN_EXISTS_RESCHEDULE : ScheduleOptions.WHEN_EXISTS_DO_NOTHING);
      } else if (anew && client.getScheduledExecution(tick).isPresent()) {
        client.cancel(tick);
      }
    } catch (TaskInstanceException e) {
      LOG.info("The schedule {} is at work; its next time follows from that.", regular.name());
    }
  }

  /** Never so late that the time after it would be missed. */
  Optional<Instant> next(Regular regular, Instant after) {
    Instant anchor = anchor(regular.name()).orElse(after);
    return regular
        .times()
        .next(after, anchor)
        .map(
            time -> {
              Duration room =
                  regular
                      .times()
                      .next(time, anchor)
                      .map(following -> Duration.between(time, following))
                      .filter(gap -> gap.compareTo(regular.window()) < 0)
                      .orElse(regular.window());
              return room.isZero() ? time : time.plusMillis(random.nextLong(room.toMillis()));
            });
  }

  boolean isPaused(String name) {
    return sql.query(
            row -> row.getBoolean(1), "SELECT paused FROM work.schedule WHERE name = ?", name)
        .contains(true);
  }

  /** False where there is no such schedule. */
  boolean pause(String name, boolean paused) {
    return sql.update("UPDATE work.schedule SET paused = ? WHERE name = ?", paused, name) == 1;
  }

  private Optional<Instant> anchor(String name) {
    return sql
        .query(
            row -> Objects.requireNonNull(Sql.instant(row, "anchor")),
            "SELECT anchor FROM work.schedule WHERE name = ?",
            name)
        .stream()
        .findFirst();
  }
}
