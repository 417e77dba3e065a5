package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.linnet.embedded.Binaries;
import dev.linnet.embedded.EmbeddedPostgres;
import dev.linnet.embedded.FreePort;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Workers of their own process, killed in the middle of a refill, again and again. The system
 * property {@code linnet.kills} says how often.
 */
@Tag("endurance")
class RefillKillsE2eTest {
  private static final int KILLS = Integer.getInteger("linnet.kills", 3);
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String PASSWORD = "test";

  /** So many keys that a fill takes a while. */
  private static final int KEYS = 1_000_000;

  @TempDir private Path folder;
  private EmbeddedPostgres server;
  private PGSimpleDataSource source;

  @BeforeEach
  void start() {
    server =
        EmbeddedPostgres.start(
            Binaries.ofUser(), folder.resolve("postgres"), FreePort.find(), PASSWORD);
    source = new PGSimpleDataSource();
    source.setPortNumbers(new int[] {server.port()});
    source.setDatabaseName(EmbeddedPostgres.DATABASE);
    source.setUser(EmbeddedPostgres.USER);
    source.setPassword(PASSWORD);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_worker_killed_in_the_middle_of_refills_loses_none_and_leaves_the_pool_right() {
    for (int kill = 1; kill <= KILLS; kill++) {
      long start = number("SELECT (extract(epoch FROM now()) * 1000)::bigint");
      try (RunningLinnet worker = worker()) {
        await()
            .atMost(LONG)
            .pollInterval(Duration.ofMillis(20))
            .ignoreExceptions()
            .until(() -> isFilling(start));
        worker.kill();
      }
      execute("DELETE FROM key_block"); // so that the next one has something to do
    }

    try (RunningLinnet _ = worker()) {
      await()
          .atMost(LONG)
          .until(() -> number("SELECT count(*) FROM work.occurrence WHERE state <> 'done'") == 0);
    }
    assertThatHistoryAddsUp();
    assertThatThePoolIsRight();
  }

  /** Every occurrence ran, and each of its tries is in the history with what became of it. */
  private void assertThatHistoryAddsUp() {
    assertThat(number("SELECT count(*) FROM work.occurrence WHERE tries = 0")).isZero();
    assertThat(number("SELECT count(*) FROM work.attempt"))
        .isEqualTo(number("SELECT sum(tries) FROM work.occurrence"));
    assertThat(number("SELECT count(*) FROM work.attempt WHERE outcome IS NULL")).isZero();
    assertThat(number("SELECT count(*) FROM work.attempt WHERE outcome = 'done'"))
        .isEqualTo(number("SELECT count(*) FROM work.occurrence"));
    assertThat(number("SELECT count(*) FROM work.attempt WHERE outcome = 'lost'"))
        .isGreaterThanOrEqualTo(KILLS);
    assertThat(number("SELECT count(*) FROM work.task WHERE task_name LIKE 'invoke:%'")).isZero();
  }

  private void assertThatThePoolIsRight() {
    assertThat(number("SELECT sum(size) FROM key_block")).isGreaterThanOrEqualTo(KEYS / 2);
    assertThat(
            number(
                "SELECT count(*) FROM (SELECT first_number + size > lead(first_number) OVER"
                    + " (PARTITION BY key_length ORDER BY first_number) AS meets_next"
                    + " FROM key_block) block WHERE meets_next"))
        .as("blocks that overlap")
        .isZero();
    assertThat(
            number(
                "SELECT count(*) FROM key_block b JOIN key_space s USING (key_length)"
                    + " WHERE b.first_number + b.size > s.next_number"))
        .as("blocks of numbers that were never made")
        .isZero();
  }

  /** Whether a try that began later than this, in milliseconds, is under way. */
  private boolean isFilling(long since) {
    return number(
            "SELECT count(*) FROM work.attempt WHERE outcome IS NULL AND started_at >"
                + " to_timestamp("
                + since
                + " / 1000.0)")
        > 0;
  }

  private RunningLinnet worker() {
    return RunningLinnet.launch(
        List.of(
            "--port",
            "0",
            "--only",
            "refill",
            "--external",
            "--data",
            folder.resolve("worker").toString()),
        "DB_HOST=127.0.0.1",
        "DB_PORT=" + server.port(),
        "DB_USER=" + EmbeddedPostgres.USER,
        "DB_NAME=" + EmbeddedPostgres.DATABASE,
        "DB_PASSWORD=" + PASSWORD,
        "KEY_SECRET=a secret that is long enough",
        "KEY_POPULATION_COUNT=" + KEYS,
        "KEY_BATCH_SIZE=4",
        "TASK_HEARTBEAT=PT0.1S",
        "TASK_POLL=PT0.1S",
        "TASK_RETRY_DELAY=PT0.1S",
        "TASK_MAX_RETRIES=185");
  }

  private void execute(String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  private long number(String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
