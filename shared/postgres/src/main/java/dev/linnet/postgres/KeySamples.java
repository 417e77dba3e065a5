package dev.linnet.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Notes how full the pool is from time to time, so that its use over the hours can be told. */
final class KeySamples {
  /** Less than this says nothing about an hour. */
  private static final Duration MIN_SPAN = Duration.ofMinutes(5);

  private static final String KEEP =
      """
      WITH kept AS (
        INSERT INTO key_sample (key_length, at, made, free)
        SELECT ?, now(), ?, ?
        WHERE NOT EXISTS (
          SELECT FROM key_sample WHERE key_length = ? AND at > now() - interval '1 minute')
        RETURNING 1
      )
      DELETE FROM key_sample
      WHERE at < now() - interval '7 days' AND EXISTS (SELECT FROM kept)
      """;

  static final String CONSUMPTION =
      """
      SELECT extract(epoch FROM now() - past.at)::float8,
        (s.next_number - f.free) - (past.made - past.free)
      FROM key_space s,
        (SELECT coalesce(sum(size), 0) AS free FROM key_block WHERE key_length = ?) f,
        (SELECT at, made, free FROM key_sample
          WHERE key_length = ? AND at > now() - make_interval(secs => ?)
          ORDER BY at LIMIT 1) past
      WHERE s.key_length = ? AND past.at <= now() - make_interval(secs => ?)
      """;

  private KeySamples() {}

  static void keep(Connection connection, int keyLength, long made, long free) throws SQLException {
    try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
      keep.setInt(1, keyLength);
      keep.setLong(2, made);
      keep.setLong(3, free);
      keep.setInt(4, keyLength);
      keep.executeUpdate();
    }
  }

  static Optional<Consumption> consumption(
      PreparedStatement query, KeyPoolConfig config, Duration window) throws SQLException {
    query.setInt(1, config.keyLength());
    query.setInt(2, config.keyLength());
    query.setDouble(3, (double) window.toSeconds());
    query.setInt(4, config.keyLength());
    query.setDouble(5, (double) MIN_SPAN.toSeconds());
    try (ResultSet rows = query.executeQuery()) {
      if (!rows.next()) {
        return Optional.empty();
      }
      Duration over = Duration.ofSeconds((long) rows.getDouble(1));
      double hours = over.toSeconds() / 3600.0;
      return Optional.of(new Consumption(Math.max(0, rows.getLong(2)) / hours, over));
    }
  }
}
