package dev.linnet.postgres;

import dev.linnet.config.BadSetting;
import dev.linnet.links.KeyBlock;
import dev.linnet.links.KeyPool;
import dev.linnet.links.Unavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * The key pool as rows of blocks, see {@code V1__key_pool.sql}. The tables may hold pools of
 * several key lengths; this one sees its own only.
 *
 * <p>A claim whose outcome is unknown may be repeated: it can lose a block, never give one twice. A
 * {@link #giveBack} may not: the first attempt may have worked and the block may be claimed again
 * by now.
 */
public final class PostgresKeyPool implements KeyPool {
  /**
   * One statement in a transaction of its own, so one round trip. The commit waits for the disk
   * whatever the server's default is (set_config is local to the transaction, and runs when a row
   * is deleted): otherwise a crash could bring back a block that was given away.
   */
  private static final String CLAIM =
      """
      WITH space AS (
        SELECT next_number, secret_fingerprint = ? AS ours FROM key_space WHERE key_length = ?
      ), claimed AS (
        DELETE FROM key_block
        WHERE key_length = ? AND first_number = (
          SELECT first_number FROM key_block
          WHERE key_length = ? AND (SELECT ours FROM space)
          ORDER BY first_number LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING first_number, size, set_config('synchronous_commit', 'on', true)
      )
      SELECT space.ours, space.next_number, claimed.first_number, claimed.size
      FROM space LEFT JOIN claimed ON true
      """;

  private static final String GIVE_BACK =
      """
      INSERT INTO key_block (key_length, first_number, size)
      SELECT key_length, ?, ? FROM key_space
      WHERE key_length = ? AND secret_fingerprint = ? AND next_number >= ?
      ON CONFLICT DO NOTHING
      """;

  private static final String LEVEL =
      """
      SELECT next_number,
        (SELECT coalesce(sum(size), 0) FROM key_block WHERE key_block.key_length = s.key_length)
      FROM key_space s WHERE key_length = ?
      """;

  private static final String SECRET =
      "SELECT secret_fingerprint = ? FROM key_space WHERE key_length = ?";

  private static final Duration QUERY_LIMIT = Duration.ofSeconds(2);

  private final PostgresPool pool;
  private final KeyPoolConfig config;
  private final long capacity;
  private final byte[] fingerprint;

  /**
   * The pool for keys of one length.
   *
   * @param capacity how many keys of this length can ever be made
   */
  public PostgresKeyPool(PostgresPool pool, KeyPoolConfig config, long capacity) {
    this.pool = pool;
    this.config = config;
    this.capacity = capacity;
    this.fingerprint = SecretFingerprint.of(config.secret());
  }

  /**
   * Throws {@link BadSetting} where keys of this length were made with another secret: with two
   * secrets in use two numbers could become the same key. A claim and a fill check it as well, and
   * are {@link Unavailable} then.
   */
  public void checkSecret() {
    call(
        SECRET,
        query -> {
          query.setBytes(1, fingerprint);
          query.setInt(2, config.keyLength());
          try (ResultSet rows = query.executeQuery()) {
            if (rows.next() && !rows.getBoolean(1)) {
              throw otherSecret(config.keyLength());
            }
            return true;
          }
        });
  }

  /**
   * {@inheritDoc}
   *
   * <p>Blocks are claimed from the lowest number up, so what is free is about what was made above
   * the claimed block, and {@code low} costs no count. It errs by the few blocks that others are
   * claiming at this moment; and a claim that gets a rest which was given back late may miss a low
   * pool, until the next claim.
   */
  @Override
  public Claim claim() {
    return call(
        CLAIM,
        query -> {
          query.setBytes(1, fingerprint);
          query.setInt(2, config.keyLength());
          query.setInt(3, config.keyLength());
          query.setInt(4, config.keyLength());
          try (ResultSet rows = query.executeQuery()) {
            return rows.next() ? claimOf(rows) : new Claim.Empty();
          }
        });
  }

  private Claim claimOf(ResultSet row) throws SQLException {
    if (!row.getBoolean(1)) {
      throw new Unavailable("key pool", otherSecret(config.keyLength()));
    }
    int size = row.getInt(4);
    if (row.wasNull()) {
      return new Claim.Empty();
    }
    KeyBlock block = new KeyBlock(row.getLong(3), size);
    long freeAbove = row.getLong(2) - block.first() - size;
    return new Claim.Claimed(block, freeAbove < config.lowMark());
  }

  @Override
  public void giveBack(KeyBlock rest) {
    int rows =
        call(
            GIVE_BACK,
            query -> {
              query.setLong(1, rest.first());
              query.setInt(2, rest.size());
              query.setInt(3, config.keyLength());
              query.setBytes(4, fingerprint);
              query.setLong(5, rest.first() + rest.size());
              return query.executeUpdate();
            });
    if (rows != 1) {
      throw new IllegalArgumentException(
          "This block was never claimed, or is back already: " + rest);
    }
  }

  @Override
  public Fill fill(long population, int blockSize) {
    try (Connection connection = pool.connection()) {
      SpentRows.vacuum(connection);
      return new FillTransaction(connection, config.keyLength(), fingerprint, capacity)
          .run(population, blockSize);
    } catch (SQLException e) {
      throw new Unavailable("key pool", e);
    }
  }

  @Override
  public Level level() {
    return call(
        LEVEL,
        query -> {
          query.setInt(1, config.keyLength());
          try (ResultSet rows = query.executeQuery()) {
            return rows.next()
                ? new Level(rows.getLong(1), rows.getLong(2), capacity)
                : new Level(0, 0, capacity);
          }
        });
  }

  /** Keys that left the pool since the oldest sample of the window; empty where it is unknown. */
  public Optional<Consumption> consumption(Duration window) {
    return call(KeySamples.CONSUMPTION, query -> KeySamples.consumption(query, config, window));
  }

  static BadSetting otherSecret(int keyLength) {
    return new BadSetting(
        "KEY_SECRET is not the one that the keys of length "
            + keyLength
            + " were made with; set that one again, or another KEY_LENGTH.");
  }

  private <T> T call(String sql, Query<T> query) {
    try (Connection connection = pool.connection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setQueryTimeout((int) QUERY_LIMIT.toSeconds());
      return query.run(statement);
    } catch (SQLException e) {
      throw new Unavailable("key pool", e);
    }
  }

  private interface Query<T> {
    T run(PreparedStatement statement) throws SQLException;
  }
}
