package dev.linnet.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * What claims leave behind: a deleted row keeps its place in the table until a vacuum. PostgreSQL
 * looks for such tables once a minute, in which a busy pool turns itself over many times; so each
 * fill clears up before it needs the room. Works through PgBouncer in transaction mode, since it is
 * a statement of its own.
 */
final class SpentRows {
  private static final Duration LIMIT = Duration.ofSeconds(4);

  /**
   * Skips a table that is being vacuumed already. By itself a vacuum would pass over a page that
   * somebody looks at in that moment, and claims all look at the same one; to freeze its rows it
   * has to wait for its turn. By itself it would also leave a few dead entries in the index, where
   * claims begin; and it would lock claims out to shorten the file.
   */
  private static final String VACUUM =
      "VACUUM (SKIP_LOCKED, FREEZE, INDEX_CLEANUP ON, TRUNCATE OFF) key_block";

  private SpentRows() {}

  /** As good as it goes: a fill works without, on a table that is larger. */
  static void vacuum(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout((int) LIMIT.toSeconds());
      statement.execute(VACUUM);
    } catch (SQLException e) {
      // What it did not get to is cleared up by the next one. A connection that broke breaks the
      // fill, too, and is reported there.
    }
  }
}
