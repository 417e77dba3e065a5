package dev.linnet.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.config.Secret;
import dev.linnet.links.KeyBlock;
import dev.linnet.links.KeyPool.Claim;
import dev.linnet.links.KeyPool.Fill;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How large the pool's table is after it was claimed over and over. */
@ExtendWith(SharedPostgres.class)
class SpentRowsTest {
  private static final int BLOCK = 64;
  private static final int TURNS = 40;
  private static final long POPULATION = 10_000;

  private TestDatabase database;
  private PostgresKeyPool pool;

  @BeforeEach
  void open(TestDatabase database) {
    this.database = database;
    Secret secret = new Secret("the secret of this test");
    KeyPoolConfig config = new KeyPoolConfig(7, secret, POPULATION, POPULATION / 2, BLOCK);
    this.pool = new PostgresKeyPool(database.pool(8), config, 10 * TURNS * POPULATION);
    pool.fill(POPULATION, BLOCK);
  }

  @Test
  void it_is_no_larger_than_after_one_claim() {
    pool.claim();
    long once = size();
    for (int turn = 0; turn < TURNS; turn++) {
      while (pool.claim() instanceof Claim.Claimed(KeyBlock _, boolean low) && !low) {
        // until it is half empty
      }
      assertThat(pool.fill(POPULATION, BLOCK)).isInstanceOf(Fill.Filled.class);
    }
    assertThat(pool.level().claimed()).isGreaterThan(TURNS * POPULATION / 2);
    assertThat(size()).isLessThanOrEqualTo(once);
  }

  @Test
  void nor_is_it_where_somebody_looks_at_a_page_while_it_is_cleared_up() throws Exception {
    long once = size();
    while (pool.level().free() > BLOCK) {
      pool.claim();
    }
    try (Connection other = database.connect();
        Statement statement = other.createStatement();
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      other.setAutoCommit(false);
      statement.execute("DECLARE looks CURSOR FOR SELECT * FROM key_block");
      statement.execute("FETCH looks");

      Future<Fill> fill = executor.submit(() -> pool.fill(POPULATION, BLOCK));
      while (!fill.isDone() && !somebodyWaitsForPage()) {
        Thread.onSpinWait();
      }
      other.commit();

      assertThat(fill.get()).isInstanceOf(Fill.Filled.class);
    }
    assertThat(size()).isLessThanOrEqualTo(once);
  }

  private boolean somebodyWaitsForPage() {
    return database.number(
            "SELECT count(*) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND wait_event_type = 'BufferPin'")
        > 0;
  }

  /** Of the table and its index, in bytes. */
  private long size() {
    return database.number(
        "SELECT pg_relation_size('key_block') + pg_relation_size('key_block_pkey')");
  }
}
