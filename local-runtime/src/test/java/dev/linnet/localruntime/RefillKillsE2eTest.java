package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.linnet.embedded.Binaries;
import dev.linnet.embedded.EmbeddedPostgres;
import dev.linnet.embedded.FreePort;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
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

  /** So few that work which is killed again and again becomes a dead letter. */
  private static final int RETRIES = 1;

  private static final String EVER_MADE =
      "(SELECT * FROM key_block UNION ALL SELECT * FROM taken) b";

  /**
   * When a worker is killed. What is asked is how often that is so, since a time in milliseconds.
   */
  private enum Moment {
    BEGUN(
        "SELECT count(*) FROM work.attempt WHERE outcome IS NULL"
            + " AND started_at > to_timestamp(%d / 1000.0)"),
    FILLING(
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid()"
            + " AND query LIKE '%%INSERT INTO key_block%%'"
            + " AND query_start > to_timestamp(%d / 1000.0)"),
    FILLED("SELECT count(*) FROM (SELECT 1 FROM key_block WHERE %d > 0 LIMIT 1) block");

    private final String sql;

    Moment(String sql) {
      this.sql = sql;
    }
  }

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
  void a_worker_killed_in_the_middle_of_refills_loses_none_and_leaves_the_pool_right()
      throws Exception {
    long start = System.nanoTime();
    for (int kill = 1; kill <= KILLS; kill++) {
      killInTheMiddleOfARefill(Moment.values()[kill % Moment.values().length]);
      emptyThePool();
    }

    try (RunningLinnet worker = worker()) {
      worker.address();
      awaitNothingUnderWay();
      assertThatHistoryAddsUp();
      assertThatDeadLettersHadTheirTries();
      assertThatThePoolIsRight();
      report(Duration.ofNanos(System.nanoTime() - start));
      redriveAll(worker.operator());
      awaitNothingUnderWay();
      assertThat(number("SELECT count(*) FROM work.occurrence WHERE state = 'dead'")).isZero();
      assertThatHistoryAddsUp();
    }
    assertThatThePoolIsRight();
  }

  private void killInTheMiddleOfARefill(Moment moment) {
    long start = number("SELECT (extract(epoch FROM now()) * 1000)::bigint");
    try (RunningLinnet worker = worker()) {
      await()
          .atMost(LONG)
          .pollInterval(Duration.ofMillis(5))
          .ignoreExceptions()
          .until(() -> number(moment.sql.formatted(start)) > 0);
      worker.kill();
    }
  }

  /** So that the next one has something to do; which keys there were is remembered. */
  private void emptyThePool() {
    execute("CREATE TABLE IF NOT EXISTS taken (LIKE key_block)");
    execute(
        "WITH gone AS (DELETE FROM key_block RETURNING *) INSERT INTO taken SELECT * FROM gone");
  }

  private void awaitNothingUnderWay() {
    await()
        .atMost(LONG)
        .ignoreExceptions()
        .until(() -> number("SELECT count(*) FROM work.task WHERE task_name LIKE 'invoke:%'") == 0);
  }

  /** Every occurrence ran, and each of its tries is in the history with what became of it. */
  private void assertThatHistoryAddsUp() {
    assertThat(number("SELECT count(*) FROM work.occurrence WHERE tries = 0")).isZero();
    assertThat(number("SELECT count(*) FROM work.occurrence WHERE state NOT IN ('done', 'dead')"))
        .isZero();
    assertThat(number("SELECT count(*) FROM work.attempt"))
        .isEqualTo(number("SELECT sum(tries) FROM work.occurrence"));
    assertThat(number("SELECT count(*) FROM work.attempt WHERE outcome IS NULL")).isZero();
    assertThat(number("SELECT count(*) FROM work.attempt WHERE outcome = 'done'"))
        .isEqualTo(number("SELECT count(*) FROM work.occurrence WHERE state = 'done'"));
    assertThat(number("SELECT count(*) FROM work.attempt WHERE outcome = 'lost'"))
        .as("tries whose worker was killed before their end was written down")
        .isGreaterThanOrEqualTo(KILLS / 2);
  }

  /** Work that was lost as often as it may be tried is a dead letter, and nothing else is. */
  private void assertThatDeadLettersHadTheirTries() {
    assertThat(number("SELECT count(*) FROM work.occurrence WHERE state = 'dead'"))
        .isEqualTo(
            number(
                "SELECT count(*) FROM work.occurrence WHERE tries > "
                    + RETRIES
                    + " AND state <> 'done'"))
        .isGreaterThanOrEqualTo(KILLS / 25);
    assertThat(
            number(
                "SELECT count(*) FROM work.occurrence o WHERE state = 'dead' AND"
                    + " (tries <> "
                    + (RETRIES + 1)
                    + " OR EXISTS (SELECT 1 FROM work.attempt a"
                    + " WHERE a.occurrence_id = o.id AND a.outcome = 'done'))"))
        .isZero();
  }

  private void assertThatThePoolIsRight() {
    assertThat(number("SELECT sum(size) FROM key_block")).isGreaterThanOrEqualTo(KEYS / 2);
    assertThat(
            number(
                "SELECT count(*) FROM (SELECT first_number + size > lead(first_number) OVER"
                    + " (PARTITION BY key_length ORDER BY first_number) AS meets_next"
                    + " FROM "
                    + EVER_MADE
                    + ") block WHERE meets_next"))
        .as("blocks that overlap, of all that there ever were")
        .isZero();
    assertThat(
            number(
                "SELECT count(*) FROM "
                    + EVER_MADE
                    + " JOIN key_space s USING (key_length)"
                    + " WHERE b.first_number + b.size > s.next_number"))
        .as("blocks of numbers that were never made")
        .isZero();
  }

  private void redriveAll(URI operator) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String id : texts("SELECT id FROM work.occurrence WHERE state = 'dead'")) {
        HttpRequest redrive =
            HttpRequest.newBuilder(operator.resolve("/tasks/redrive?id=" + id.replace("#", "%23")))
                .header("X-Linnet-Tasks", "1")
                .POST(BodyPublishers.noBody())
                .build();
        assertThat(client.send(redrive, BodyHandlers.discarding()).statusCode()).isEqualTo(204);
      }
    }
  }

  private void report(Duration took) {
    System.out.printf(
        "kills %d, occurrences %d, tries %d (done %d, lost %d, failed %d), dead letters %d,"
            + " keys in the pool %d, made %d, duplicates 0, %d s%n",
        KILLS,
        number("SELECT count(*) FROM work.occurrence"),
        number("SELECT count(*) FROM work.attempt"),
        number("SELECT count(*) FROM work.attempt WHERE outcome = 'done'"),
        number("SELECT count(*) FROM work.attempt WHERE outcome = 'lost'"),
        number("SELECT count(*) FROM work.attempt WHERE outcome = 'failed'"),
        number("SELECT count(*) FROM work.occurrence WHERE state = 'dead'"),
        number("SELECT sum(size) FROM key_block"),
        number("SELECT sum(size) FROM " + EVER_MADE),
        took.toSeconds());
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
        "TASK_MAX_RETRIES=" + RETRIES);
  }

  private void execute(String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  private List<String> texts(String sql) {
    List<String> texts = new ArrayList<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
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
