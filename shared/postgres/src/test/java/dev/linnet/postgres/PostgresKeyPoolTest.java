package dev.linnet.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.config.BadSetting;
import dev.linnet.config.Secret;
import dev.linnet.links.KeyBijection;
import dev.linnet.links.KeyBlock;
import dev.linnet.links.KeyPool;
import dev.linnet.links.KeyPool.Claim;
import dev.linnet.links.KeyPool.Fill;
import dev.linnet.links.KeyPool.Level;
import dev.linnet.links.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPostgres.class)
class PostgresKeyPoolTest extends KeyPoolContract {
  private static final int LENGTH = 7;
  private static final Path SCALE = Path.of("..", "..", "docs", "scale.md");
  private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
  private static final Secret SECRET = new Secret("the secret of this test");
  private static final Secret OTHER_SECRET = new Secret("not the secret of this test");

  private TestDatabase database;
  private PostgresPool connections;

  @BeforeEach
  void open(TestDatabase database) {
    this.database = database;
    this.connections = database.pool(8);
  }

  @Override
  KeyPool pool(long lowMark, long capacity) {
    return new PostgresKeyPool(connections, config(LENGTH, SECRET, lowMark), capacity);
  }

  @Test
  void while_another_fill_holds_the_lock_a_fill_returns_at_once() throws Exception {
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(
          "SELECT pg_advisory_xact_lock(" + FillTransaction.LOCK + ", " + LENGTH + ")");
      assertThat(pool().fill(12, 4)).isEqualTo(new Fill.AlreadyRunning());
      assertThat(of(8, SECRET).fill(12, 4)).isEqualTo(new Fill.Filled(12, 12));
      other.commit();
      assertThat(pool().fill(12, 4)).isEqualTo(new Fill.Filled(12, 12));
    }
  }

  @Test
  void a_claim_neither_waits_for_a_fill_nor_sees_half_of_it() throws Exception {
    pool().fill(4, 4);
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("UPDATE key_space SET next_number = 8");
      statement.execute("INSERT INTO key_block VALUES (" + LENGTH + ", 4, 4)");
      assertThat(claimAll(pool())).containsExactly(new KeyBlock(0, 4));
      other.commit();
      assertThat(claimAll(pool())).containsExactly(new KeyBlock(4, 4));
    }
  }

  @Test
  void a_claim_steps_over_a_block_that_another_one_is_claiming() throws Exception {
    pool().fill(8, 4);
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("DELETE FROM key_block WHERE first_number = 0");
      assertThat(claimAll(pool())).containsExactly(new KeyBlock(4, 4));
      other.rollback();
      assertThat(claimAll(pool())).containsExactly(new KeyBlock(0, 4));
    }
  }

  @Test
  void keys_of_each_length_are_a_pool_of_their_own() {
    KeyPool longer = of(8, OTHER_SECRET);
    pool().fill(12, 4);
    assertThat(longer.claim()).isEqualTo(new Claim.Empty());
    longer.fill(5, 5);
    assertThat(claimAll(longer)).containsExactly(new KeyBlock(0, 5));
    assertThat(pool().level()).isEqualTo(new Level(12, 12, CAPACITY));
  }

  @Test
  void nothing_is_given_to_a_client_with_another_secret() {
    pool().fill(12, 4);
    KeyPool other = of(LENGTH, OTHER_SECRET);
    assertRefused(other::claim);
    assertRefused(() -> other.fill(24, 4));
    assertThatThrownBy(() -> other.giveBack(new KeyBlock(0, 4)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(pool().level()).isEqualTo(new Level(12, 12, CAPACITY));
  }

  @Test
  void another_secret_is_refused_even_when_every_key_was_claimed() {
    pool().fill(12, 4);
    claimAll(pool());
    assertRefused(of(LENGTH, OTHER_SECRET)::claim);
  }

  @Test
  void a_start_with_another_secret_is_told_what_is_wrong() {
    of(LENGTH, OTHER_SECRET).checkSecret();
    pool().fill(12, 4);
    of(LENGTH, SECRET).checkSecret();
    of(8, OTHER_SECRET).checkSecret();
    assertThatThrownBy(of(LENGTH, OTHER_SECRET)::checkSecret)
        .isInstanceOf(BadSetting.class)
        .hasMessageStartingWith("KEY_SECRET is not the one that the keys of length 7 were made")
        .message()
        .doesNotContain(SECRET.value(), OTHER_SECRET.value());
  }

  @Test
  void the_secret_is_not_in_the_database() {
    pool().fill(12, 4);
    assertThat(
            database.number(
                "SELECT count(*) FROM key_space WHERE secret_fingerprint = '%s'::bytea"
                    .formatted(SECRET.value())))
        .isZero();
    assertThat(database.number("SELECT length(secret_fingerprint) FROM key_space")).isEqualTo(16);
  }

  @Test
  void a_fault_of_the_database_tells_the_client_nothing_of_it() {
    database.execute("ALTER TABLE key_space RENAME TO gone");
    for (ThrowingCallable call :
        new ThrowingCallable[] {
          pool()::claim,
          pool()::level,
          () -> pool().fill(12, 4),
          () -> pool().giveBack(new KeyBlock(0, 4))
        }) {
      assertThatThrownBy(call)
          .isInstanceOf(Unavailable.class)
          .hasMessage("The key pool is not available.");
    }
  }

  @Test
  void a_fill_that_fails_leaves_nothing_behind() {
    pool().fill(12, 4);
    database.execute("INSERT INTO key_block VALUES (" + LENGTH + ", 20, 4)");
    assertThatThrownBy(() -> pool().fill(100, 4)).isInstanceOf(Unavailable.class);
    database.execute("DELETE FROM key_block WHERE first_number = 20");
    assertThat(pool().level()).isEqualTo(new Level(12, 12, CAPACITY));
    assertThat(pool().fill(100, 4)).isEqualTo(new Fill.Filled(88, 100));
  }

  @Test
  void a_region_starts_in_a_range_of_its_own_as_the_page_says() throws IOException {
    long capacity = new KeyBijection(LENGTH, SECRET.value()).capacity();
    KeyPool region = pool(LOW_MARK, capacity);
    region.fill(12, 4);
    Matcher sql = SQL.matcher(Files.readString(SCALE));
    assertThat(sql.find()).isTrue();
    database.execute(sql.group(1));
    assertThat(region.claim()).isEqualTo(new Claim.Empty());
    assertThat(region.fill(8, 4)).isEqualTo(new Fill.Filled(8, 8));
    long start = 1L << 35;
    assertThat(claimAll(region))
        .containsExactly(new KeyBlock(start, 4), new KeyBlock(start + 4, 4));
    assertThat(capacity / start).isEqualTo(19);
  }

  private PostgresKeyPool of(int length, Secret secret) {
    return new PostgresKeyPool(connections, config(length, secret, LOW_MARK), CAPACITY);
  }

  static KeyPoolConfig config(int length, Secret secret, long lowMark) {
    return new KeyPoolConfig(length, secret, Math.max(lowMark, 1), lowMark, 4);
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(Unavailable.class).hasCauseInstanceOf(BadSetting.class);
  }
}
