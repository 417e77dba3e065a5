package dev.linnet.localruntime.work;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import org.jspecify.annotations.Nullable;

/** Tasks carry no data: what they need stands in our own tables, and no object is read from any. */
final class NoData implements Serializer {
  @Override
  public byte @Nullable [] serialize(@Nullable Object data) {
    if (data == null) {
      return null;
    }
    throw new UnsupportedOperationException("Tasks carry no data.");
  }

  @Override
  public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] data) {
    if (data == null) {
      return null;
    }
    throw new UnsupportedOperationException("Tasks carry no data.");
  }
}
