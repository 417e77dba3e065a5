package dev.linnet.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.config.Secret;
import dev.linnet.links.KeyBijection;
import dev.linnet.links.KeyPool;
import dev.linnet.links.KeyPool.Claim;
import dev.linnet.links.ShortKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Sixteen claimers in four environments, two of which fill as well, while every few hundred claims
 * all connections are ended in the middle of whatever they do.
 */
@ExtendWith(SharedPostgres.class)
@Timeout(120)
class KeyPoolStormTest {
  private static final int ENVIRONMENTS = 4;
  private static final int CLAIMERS = 16;
  private static final int FILLERS = 2;
  private static final int KEYS = 200_000;
  private static final int BLOCK = 64;
  private static final long POPULATION = 20_000;
  private static final int CLAIMS_BETWEEN_KILLS = 400;
  private static final String SECRET = "the secret of this storm";

  private final KeyBijection bijection = new KeyBijection(7, SECRET);
  private final List<KeyPool> environments = new ArrayList<>();
  private final ClaimLog log = new ClaimLog();
  private final AtomicInteger kills = new AtomicInteger();
  private final Semaphore low = new Semaphore(1);
  private TestDatabase database;

  @BeforeEach
  void open(TestDatabase database) {
    this.database = database;
    for (int i = 0; i < ENVIRONMENTS; i++) {
      environments.add(environment(CLAIMERS / ENVIRONMENTS));
    }
  }

  @Test
  void of_200_000_keys_claimed_in_a_storm_no_two_are_the_same() throws Exception {
    try (ExecutorService executor = Executors.newFixedThreadPool(CLAIMERS + FILLERS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < CLAIMERS; i++) {
        KeyPool pool = environments.get(i % ENVIRONMENTS);
        all.add(executor.submit(() -> claimUntilEnough(pool)));
      }
      for (int i = 0; i < FILLERS; i++) {
        KeyPool pool = environments.get(i);
        all.add(executor.submit(() -> fillUntilEnough(pool)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(kills).hasValueGreaterThanOrEqualTo(KEYS / BLOCK / CLAIMS_BETWEEN_KILLS);
    assertThat(log.inDoubt()).as("calls that a kill hit").isPositive();
    assertNothingIsLostButWhatWasInDoubt();
    assertEveryKeyIsDistinct();
  }

  private void claimUntilEnough(KeyPool pool) {
    while (log.keys() < KEYS) {
      switch (log.claim(pool)) {
        case Claim.Claimed(_, boolean isLow) -> {
          if (isLow) {
            low.release();
          }
          if (log.claims() / CLAIMS_BETWEEN_KILLS > kills.get()) {
            breakConnections();
          }
        }
        case Claim.Empty() -> low.release();
      }
    }
    low.release(FILLERS);
  }

  private void fillUntilEnough(KeyPool pool) {
    while (log.keys() < KEYS) {
      low.acquireUninterruptibly();
      low.drainPermits();
      log.attempt(() -> pool.fill(POPULATION, BLOCK));
    }
    low.release(FILLERS);
  }

  private synchronized void breakConnections() {
    if (log.claims() / CLAIMS_BETWEEN_KILLS > kills.get()) {
      kills.incrementAndGet();
      assertThat(database.breakConnections()).isPositive();
    }
  }

  private void assertNothingIsLostButWhatWasInDoubt() {
    long lost = environment(1).level().claimed() - log.keys();
    assertThat(lost).isBetween(0L, (long) log.inDoubt() * BLOCK);
  }

  /** Together with what is left in the pool. */
  private void assertEveryKeyIsDistinct() {
    assertThat(log.keys()).isGreaterThanOrEqualTo(KEYS);
    KeyPool pool = environment(1);
    while (log.claim(pool) instanceof Claim.Claimed) {
      // until the pool is empty
    }
    Set<ShortKey> keys = new HashSet<>();
    log.blocks().forEach(block -> keys.addAll(bijection.keys(block)));
    assertThat(keys).hasSize(Math.toIntExact(log.keys()));
  }

  private KeyPool environment(int connections) {
    KeyPoolConfig config =
        new KeyPoolConfig(7, new Secret(SECRET), POPULATION, POPULATION / 2, BLOCK);
    return new PostgresKeyPool(database.pool(connections), config, bijection.capacity());
  }
}
