package dev.linnet.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.linnet.config.Secret;
import dev.linnet.links.KeyBlock;
import dev.linnet.links.KeyPool;
import dev.linnet.links.KeyPool.Claim;
import dev.linnet.links.KeyPool.Fill;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On a server of its own, ended by {@code kill -9}. */
@Timeout(120)
class PostgresCrashTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int CLAIMERS = 8;
  private static final int BLOCK = 64;
  private static final int BLOCKS = 20_000;
  private static final int CRASHES = 3;
  private static final int CLAIMS_BETWEEN_CRASHES = 500;

  private final ClaimLog log = new ClaimLog();
  private TestPostgres server;
  private TestDatabase database;
  private KeyPool pool;

  /** The database's own default would lose what was committed in the last moments. */
  @BeforeEach
  void start() {
    server = TestPostgres.start();
    database = server.database();
    database.execute(
        "ALTER DATABASE %s SET synchronous_commit = off".formatted(database.config().database()));
    KeyPoolConfig config = new KeyPoolConfig(7, new Secret("a secret of this test"), 1, 0, BLOCK);
    pool = new PostgresKeyPool(database.pool(CLAIMERS), config, Long.MAX_VALUE);
  }

  @AfterEach
  void stop() {
    database.close();
    server.close();
  }

  @Test
  void a_pool_works_again_when_its_server_is_back() {
    pool.fill(BLOCK, BLOCK);
    server.kill();
    await().atMost(LIMIT).until(() -> log.claim(pool), Claim.Claimed.class::isInstance);
    assertThat(log.blocks()).containsExactly(new KeyBlock(0, BLOCK));
    assertThat(pool.fill(BLOCK, BLOCK)).isEqualTo(new Fill.Filled(BLOCK, BLOCK));
  }

  @Test
  void no_crash_of_the_server_brings_back_a_block_that_was_given_away() throws Exception {
    pool.fill((long) BLOCKS * BLOCK, BLOCK);
    int enough = (CRASHES + 1) * CLAIMS_BETWEEN_CRASHES;
    try (ExecutorService executor = Executors.newFixedThreadPool(CLAIMERS)) {
      List<Future<?>> claimers = new ArrayList<>();
      for (int i = 0; i < CLAIMERS; i++) {
        claimers.add(executor.submit(() -> claimUntil(enough)));
      }
      for (int crash = 1; crash <= CRASHES; crash++) {
        int claims = crash * CLAIMS_BETWEEN_CRASHES;
        await()
            .atMost(LIMIT)
            .pollInterval(Duration.ofMillis(2))
            .until(() -> log.claims() >= claims);
        server.kill();
      }
      for (Future<?> claimer : claimers) {
        claimer.get();
      }
    }
    assertThat(log.inDoubt()).as("calls that a crash hit").isPositive();
    assertNoNumberTwice();
  }

  private void claimUntil(int enough) {
    while (log.claims() < enough) {
      log.claim(pool);
    }
  }

  private void assertNoNumberTwice() {
    BitSet numbers = new BitSet();
    for (KeyBlock block : log.blocks()) {
      int first = Math.toIntExact(block.first());
      assertThat(numbers.get(first, first + block.size()).isEmpty()).as("%s", block).isTrue();
      numbers.set(first, first + block.size());
    }
  }
}
