package dev.linnet.redis;

import dev.linnet.links.Unavailable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The connections to Redis: one, or one to each node of a cluster. Thread-safe. */
interface Sessions extends AutoCloseable {
  /** Has every session tracked from now on. Called before the first use. */
  void track(Invalidations listener);

  /** The session that has this entry at this moment; null: none is open. */
  @Nullable Session current(String name);

  /**
   * Does something with one entry, where it lies; throws {@link Unavailable} where no session is
   * open. The first use waits for one.
   */
  <T extends @Nullable Object> T with(String name, Function<Session, T> call);

  default void run(String name, Consumer<Session> call) {
    boolean _ =
        with(
            name,
            session -> {
              call.accept(session);
              return true;
            });
  }

  /** Asks all of Redis for a sign of life; throws {@link Unavailable} when one is missing. */
  void ping();

  /** Closes the connections, as before a checkpoint of the process; the next use opens others. */
  void disconnect();

  @Override
  void close();
}
