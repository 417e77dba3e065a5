package dev.linnet.redis;

import io.lettuce.core.RedisAsyncCommandsImpl;
import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.RedisReactiveCommandsImpl;
import io.lettuce.core.StatefulRedisConnectionImpl;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.PushHandler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A connection without Lettuce's command facades (commands are dispatched as they are), which tells
 * of its loss exactly once. Lettuce's own listener can only be added when the connection is open,
 * and so miss a loss.
 */
final class LeanConnection extends StatefulRedisConnectionImpl<String, byte[]> {
  static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE);

  private final AtomicReference<@Nullable Runnable> listener = new AtomicReference<>();

  LeanConnection(RedisChannelWriter writer, PushHandler pushHandler, Duration timeout) {
    super(writer, pushHandler, CODEC, timeout);
  }

  void onInactive(Runnable newListener) {
    listener.set(newListener);
    if (!isOpen()) {
      tellOnce();
    }
  }

  @Override
  public void deactivated() {
    super.deactivated();
    tellOnce();
  }

  private void tellOnce() {
    Runnable told = listener.getAndSet(null);
    if (told != null) {
      told.run();
    }
  }

  @Override
  @SuppressWarnings("NullAway") // never asked for
  protected RedisCommands<String, byte[]> newRedisSyncCommandsImpl() {
    return null;
  }

  @Override
  @SuppressWarnings("NullAway") // never asked for
  protected RedisAsyncCommandsImpl<String, byte[]> newRedisAsyncCommandsImpl() {
    return null;
  }

  @Override
  @SuppressWarnings("NullAway") // never asked for
  protected RedisReactiveCommandsImpl<String, byte[]> newRedisReactiveCommandsImpl() {
    return null;
  }
}
