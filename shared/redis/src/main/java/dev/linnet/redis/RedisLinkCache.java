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
 * The cache in Redis, one server or a cluster. Nothing is connected before the first use, which
 * waits for the connection for a second at most; later on a missing Redis is told at once, and
 * comes back by itself. A command that takes too long, and every answer but the expected one
 * (memory full, read-only replica, wrong password …) is {@link Unavailable}.
 */
public final class RedisLinkCache implements LinkCache, AutoCloseable {
  private final RedisConfig config;
  private final InstantSource clock;
  private final Sessions sessions;

  public RedisLinkCache(RedisConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.sessions = config.cluster() ? new Cluster(config, clock) : new OneServer(config, clock);
  }

  /** An entry that cannot be read is a miss, and is removed, so that a fill can replace it. */
  @Override
  public Lookup read(ShortKey key) {
    String name = EntryKeys.of(key);
    return sessions.with(name, session -> read(name, session));
  }

  private static Lookup read(String name, Session session) {
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
    String name = EntryKeys.of(key);
    sessions.run(name, session -> session.unlink(name));
  }

  /** Asks Redis for a sign of life; throws {@link Unavailable} when there is none. */
  public void ping() {
    sessions.ping();
  }

  /** Closes the connection, as before a checkpoint; the next use opens another. */
  public void disconnect() {
    sessions.disconnect();
  }

  @Override
  public void close() {
    sessions.close();
  }

  /** Has Redis report changes to {@code listener}. Called before the first use. */
  void track(Invalidations listener) {
    sessions.track(listener);
  }

  /** The session that reads of this key go through at this moment; null: none. */
  @Nullable Session session(ShortKey key) {
    return sessions.current(EntryKeys.of(key));
  }

  private void set(ShortKey key, Optional<Destination> answer, boolean onlyWhereAbsent) {
    Duration ttl = config.lifetimes().of(answer.orElse(null), clock.instant());
    String name = EntryKeys.of(key);
    byte[] entry = EntryFormat.encode(answer);
    sessions.run(name, session -> session.set(name, entry, ttl, onlyWhereAbsent));
  }
}
