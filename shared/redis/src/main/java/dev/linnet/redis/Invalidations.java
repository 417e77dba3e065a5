package dev.linnet.redis;

import dev.linnet.links.ShortKey;
import io.lettuce.core.api.push.PushListener;
import io.lettuce.core.api.push.PushMessage;
import io.lettuce.core.codec.StringCodec;
import java.util.List;

/** Hears from Redis which entries changed. Called on the thread that reads from the connection. */
interface Invalidations extends PushListener {
  void changed(ShortKey key);

  void allChanged();

  /** An invalidation is {@code ["invalidate", [key, …]]}; without a list all keys are gone. */
  @Override
  default void onPushMessage(PushMessage message) {
    if (!message.getType().equals("invalidate")) {
      return;
    }
    if (message.getContent(StringCodec.ASCII::decodeKey).get(1) instanceof List<?> keys) {
      for (Object key : keys) {
        EntryKeys.parse((String) key).ifPresent(this::changed);
      }
    } else {
      allChanged();
    }
  }
}
