package dev.linnet.redis;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Opens sessions to one server and keeps them warm, on the threads of one client. Thread-safe.
 *
 * @param listener is told of changes; null: nobody is, and sessions are not tracked
 */
record SessionSource(
    LeanClient client,
    RedisServer server,
    RedisConfig config,
    InstantSource clock,
    TimeLimit limit,
    @Nullable Invalidations listener) {
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  static SessionSource of(
      LeanClient client,
      RedisServer server,
      RedisConfig config,
      InstantSource clock,
      @Nullable Invalidations listener) {
    var limit = new TimeLimit(config.timeout(), client::after);
    return new SessionSource(client, server, config, clock, limit, listener);
  }

  void after(Duration delay, Runnable task) {
    client.after(delay, task);
  }

  CompletionStage<Session> open() {
    return CompletableFuture.completedFuture(client)
        .thenCompose(
            opener ->
                opener.open(
                    server, config)) // in here, so that what it throws is a failure like others
        .thenCompose(this::session);
  }

  /** What is in memory was read through other sessions; from now on this one answers. */
  void tookOver(Session session) {
    if (listener != null) {
      listener.allChanged();
    }
    if (session.isTracked()) {
      beat(session);
    }
  }

  private CompletionStage<Session> session(LeanConnection connection) {
    Session session = new Session(connection, limit, clock);
    return listener == null ? CompletableFuture.completedFuture(session) : session.track(listener);
  }

  private void beat(Session session) {
    if (session.beat()) {
      after(HEARTBEAT, () -> beat(session));
    }
  }
}
