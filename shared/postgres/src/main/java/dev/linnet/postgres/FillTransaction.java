package dev.linnet.postgres;

import dev.linnet.links.KeyPool.Fill;
import dev.linnet.links.Unavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** One fill of the pool, in one transaction of at most six round trips. */
final class FillTransaction {
  /**
   * Keeps this lock apart from other users of advisory locks; the key length is its second half.
   */
  static final int LOCK = 0x6c6e6b70;

  /**
   * READ COMMITTED gives each statement a snapshot of its own: the count below sees what the fill
   * before committed. In one statement with the lock it would not.
   */
  private static final String BEGIN =
      """
      SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
      SET LOCAL synchronous_commit = on;
      SET LOCAL statement_timeout = '8s';
      SET LOCAL lock_timeout = '2s'
      """;

  private static final String TRY_LOCK = "SELECT pg_try_advisory_xact_lock(?, ?)";

  private static final String COUNT =
      """
      SELECT s.next_number, s.secret_fingerprint = ?, f.free
      FROM (SELECT coalesce(sum(size), 0) AS free FROM key_block WHERE key_length = ?) f
      LEFT JOIN key_space s ON s.key_length = ?
      """;

  private static final String INSERT_BLOCKS =
      """
      WITH space AS (
        INSERT INTO key_space AS s (key_length, next_number, secret_fingerprint) VALUES (?, ?, ?)
        ON CONFLICT (key_length) DO UPDATE SET next_number = EXCLUDED.next_number
        WHERE s.next_number = ?
        RETURNING key_length, next_number
      )
      INSERT INTO key_block (key_length, first_number, size)
      SELECT space.key_length, first, least(?, space.next_number - first)
      FROM space, generate_series(?::bigint, space.next_number - 1, ?::bigint) AS first
      """;

  private final Connection connection;
  private final int keyLength;
  private final byte[] fingerprint;
  private final long capacity;

  FillTransaction(Connection connection, int keyLength, byte[] fingerprint, long capacity) {
    this.connection = connection;
    this.keyLength = keyLength;
    this.fingerprint = fingerprint;
    this.capacity = capacity;
  }

  Fill run(long population, int blockSize) throws SQLException {
    connection.setAutoCommit(false); // back in the pool, it is rolled back and set to true again
    Stock stock = lockAndCount();
    if (stock == null) {
      connection.rollback();
      return new Fill.AlreadyRunning();
    }
    long made =
        Math.min(stock.missing(population, blockSize), Math.max(0, capacity - stock.next()));
    if (made > 0) {
      insertBlocks(stock.next(), made, blockSize);
    }
    long free = stock.free() + made;
    KeySamples.keep(connection, keyLength, stock.next() + made, free);
    connection.commit();
    return free < population ? new Fill.Exhausted(free) : new Fill.Filled(made, free);
  }

  /** Null: another fill holds the lock. */
  private @Nullable Stock lockAndCount() throws SQLException {
    try (Statement begin = connection.createStatement()) {
      begin.execute(BEGIN);
    }
    try (PreparedStatement tryLock = connection.prepareStatement(TRY_LOCK)) {
      tryLock.setInt(1, LOCK);
      tryLock.setInt(2, keyLength);
      try (ResultSet rows = tryLock.executeQuery()) {
        return rows.next() && rows.getBoolean(1) ? count() : null;
      }
    }
  }

  private Stock count() throws SQLException {
    try (PreparedStatement count = connection.prepareStatement(COUNT)) {
      count.setBytes(1, fingerprint);
      count.setInt(2, keyLength);
      count.setInt(3, keyLength);
      try (ResultSet rows = count.executeQuery()) {
        rows.next(); // an aggregate always has a row
        boolean ours = rows.getBoolean(2) || rows.wasNull();
        if (!ours) {
          throw new Unavailable("key pool", PostgresKeyPool.otherSecret(keyLength));
        }
        return new Stock(rows.getLong(1), rows.getLong(3));
      }
    }
  }

  private void insertBlocks(long first, long made, int blockSize) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT_BLOCKS)) {
      insert.setInt(1, keyLength);
      insert.setLong(2, first + made);
      insert.setBytes(3, fingerprint);
      insert.setLong(4, first);
      insert.setInt(5, blockSize);
      insert.setLong(6, first);
      insert.setInt(7, blockSize);
      if (insert.executeUpdate() == 0) {
        throw new SQLException("The numbers moved under a fill that holds the lock.");
      }
    }
  }

  /**
   * @param next the first number that was never made
   * @param free keys in the pool
   */
  private record Stock(long next, long free) {
    /** In whole blocks. */
    long missing(long population, int blockSize) {
      return free >= population ? 0 : Math.ceilDiv(population - free, blockSize) * blockSize;
    }
  }
}
