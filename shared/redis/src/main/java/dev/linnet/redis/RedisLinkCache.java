package dev.linnet.redis;

import dev.linnet.links.Destination;
import dev.linnet.links.LinkCache;
import dev.linnet.links.ShortKey;
import dev.linnet.links.Unavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cache in Redis. Nothing is connected before the first use, which waits for the connection for
 * a second at most; later on a missing Redis is told at once, and comes back by itself. A command
 * that takes too long, and every answer but the expected one (memory full, read-only replica, wrong
 * password …) is {@link Unavailable}.
 */
public final class RedisLinkCache implements LinkCache, AutoCloseable {
  private final RedisConfig config;
  private final InstantSource clock;
  private final Connector connector;

  public RedisLinkCache(RedisConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.connector = new Connector(config, clock);
  }

  /** An entry that cannot be read is a miss, and is removed, so that a fill can replace it. */
  @Override
  public Lookup read(ShortKey key) {
    Session session = connector.session();
    String name = EntryKeys.of(key);
    byte[] entry = session.get(name);
    if (entry == null) {
      return Lookup.MISS;
    }
    Optional<Lookup> lookup = EntryFormat.decode(entry);
    if (lookup.isEmpty()) {
      session.unlinkUnawaited(name);
    }
    return lookup.orElse(Lookup.MISS);
  }

  @Override
  public void put(ShortKey key, Destination destination) {
    set(key, Optional.of(destination), false);
  }

  @Override
  public void fill(ShortKey key, Optional<Destination> answer) {
    set(key, answer, true);
  }

  @Override
  public void remove(ShortKey key) {
    connector.session().unlink(EntryKeys.of(key));
  }

  /** Asks Redis for a sign of life; throws {@link Unavailable} when there is none. */
  public void ping() {
    connector.session().ping();
  }

  /** Closes the connection, as before a checkpoint; the next use opens another. */
  public void disconnect() {
    connector.disconnect();
  }

  @Override
  public void close() {
    connector.close();
  }

  /** Has Redis report changes to {@code listener}. Called before the first use. */
  void track(Invalidations listener) {
    connector.track(listener);
  }

  /** The session that reads at this moment go through; null: none. */
  @Nullable Session session() {
    return connector.current();
  }

  private void set(ShortKey key, Optional<Destination> answer, boolean onlyWhereAbsent) {
    Duration ttl = config.lifetimes().of(answer.orElse(null), clock.instant());
    connector.session().set(EntryKeys.of(key), EntryFormat.encode(answer), ttl, onlyWhereAbsent);
  }
}
