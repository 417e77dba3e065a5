package dev.linnet.redis;

import dev.linnet.links.Unavailable;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisReadOnlyException;
import io.lettuce.core.output.ByteArrayOutput;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One connection to Redis, from its opening to its loss. Replies and invalidations arrive in the
 * order in which Redis sent them, so every reply proves that no invalidation older than its command
 * is still under way: {@link #vouchesAt}. Thread-safe.
 */
final class Session {
  private final LeanConnection connection;
  private final TimeLimit limit;
  private final InstantSource clock;
  private final Pulse pulse;
  private final AtomicBoolean closed;
  private final boolean asking;
  private volatile boolean tracked;

  Session(LeanConnection connection, TimeLimit limit, InstantSource clock) {
    this.connection = connection;
    this.limit = limit;
    this.clock = clock;
    this.pulse = new Pulse(clock.millis());
    this.closed = new AtomicBoolean();
    this.asking = false;
  }

  private Session(Session other) {
    this.connection = other.connection;
    this.limit = other.limit;
    this.clock = other.clock;
    this.pulse = other.pulse;
    this.closed = other.closed;
    this.asking = true;
  }

  /** The same connection, for a key whose slot is on its way to this node of a cluster. */
  Session asking() {
    return new Session(this);
  }

  byte @Nullable [] get(String key) {
    return await(CommandType.GET, new ByteArrayOutput<>(LeanConnection.CODEC), keyed(key));
  }

  void set(String key, byte[] entry, Duration ttl, boolean onlyWhereAbsent) {
    long millis = Math.max(1, ttl.toMillis());
    CommandArgs<String, byte[]> args = keyed(key).addValue(entry).add("PX").add(millis);
    if (onlyWhereAbsent) {
      args.add("NX");
    }
    await(CommandType.SET, new StatusOutput<>(LeanConnection.CODEC), args);
  }

  void unlink(String key) {
    await(CommandType.UNLINK, new IntegerOutput<>(LeanConnection.CODEC), keyed(key));
  }

  /** The same without waiting; whatever is sent afterwards finds the key removed. */
  void unlinkUnawaited(String key) {
    var _ = send(CommandType.UNLINK, new IntegerOutput<>(LeanConnection.CODEC), keyed(key));
  }

  void ping() {
    await(CommandType.PING, new StatusOutput<>(LeanConnection.CODEC), null);
  }

  /**
   * Asks Redis to report changes of every key that is read here from now on.
   *
   * @return this session, once Redis has answered; untracked where it refuses
   */
  CompletionStage<Session> track(Invalidations listener) {
    connection.addListener(listener);
    var args = new CommandArgs<>(LeanConnection.CODEC).add("TRACKING").add("ON");
    return send(CommandType.CLIENT, new StatusOutput<>(LeanConnection.CODEC), args)
        .orTimeout(LeanClient.CONNECT_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (done, fault) -> {
              if (fault != null && !(fault instanceof RedisCommandExecutionException)) {
                close();
                throw new RedisException("The connection broke before it was tracked.", fault);
              }
              tracked = fault == null;
              return this;
            });
  }

  boolean isTracked() {
    return tracked;
  }

  /** Whether what was read here, and not reported as changed, is at most a few seconds old. */
  boolean vouchesAt(long now) {
    return pulse.vouchesAt(now);
  }

  /** Another session took over: nothing that was read here is vouched for any more. */
  void retire() {
    pulse.retire();
  }

  /**
   * Asks for a sign of life, and gives the connection up where the last ones brought none.
   *
   * @return whether to ask again
   */
  boolean beat() {
    if (!pulse.mayBeat()) {
      close();
    }
    if (closed.get()) {
      return false;
    }
    long sentAt = clock.millis();
    var _ =
        send(CommandType.PING, new StatusOutput<>(LeanConnection.CODEC), null)
            .thenRun(() -> pulse.heard(sentAt));
    return true;
  }

  /** Calls {@code listener} when the connection is lost, at once where it is lost already. */
  void onLoss(Runnable listener) {
    connection.onInactive(listener);
  }

  /** Closes the connection, which is then lost; whatever waits for an answer is told so. */
  void close() {
    if (closed.compareAndSet(false, true)) {
      var _ = connection.closeAsync();
    }
  }

  /** The same, and waits for the socket to be closed. */
  void closeAndWait() {
    if (closed.compareAndSet(false, true)) {
      try {
        connection.closeAsync().get(LeanClient.CONNECT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException e) {
        // Nothing is sent there any more, whatever became of the socket.
      }
    }
  }

  private <T> @Nullable T await(
      CommandType type,
      CommandOutput<String, byte[], T> output,
      @Nullable CommandArgs<String, byte[]> args) {
    long sentAt = clock.millis();
    AsyncCommand<String, byte[], T> command = send(type, output, args);
    limit.watch(command);
    try {
      T reply = command.get();
      pulse.heard(sentAt);
      return reply;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("cache", e);
    } catch (ExecutionException | CancellationException e) {
      Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
      judge(cause, sentAt);
      throw new Unavailable("cache", cause);
    } finally {
      command.cancel(false); // no effect on a command that is done
    }
  }

  private <T> AsyncCommand<String, byte[], T> send(
      CommandType type,
      CommandOutput<String, byte[], T> output,
      @Nullable CommandArgs<String, byte[]> args) {
    var command = new AsyncCommand<>(new Command<>(type, output, args));
    if (asking) {
      connection.dispatch(List.of(askingCommand(), command)); // nothing comes between the two
    } else {
      connection.dispatch(command);
    }
    return command;
  }

  private void judge(@Nullable Throwable fault, long sentAt) {
    long now = clock.millis();
    boolean silent = fault instanceof TimeoutException && pulse.silentAt(now);
    boolean demoted = fault instanceof RedisReadOnlyException && pulse.outlastsReadOnlyAt(now);
    if (silent || demoted) {
      close();
    } else if (fault instanceof RedisCommandExecutionException) {
      pulse.heard(sentAt); // a refusal is an answer, too
    }
  }

  private static Command<String, byte[], String> askingCommand() {
    return new Command<>(CommandType.ASKING, new StatusOutput<>(LeanConnection.CODEC), null);
  }

  private static CommandArgs<String, byte[]> keyed(String key) {
    return new CommandArgs<>(LeanConnection.CODEC).addKey(key);
  }
}
