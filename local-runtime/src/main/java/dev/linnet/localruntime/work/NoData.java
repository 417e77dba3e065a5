package dev.linnet.localruntime.work;

import com.github.kagkarlsson.scheduler.serializer.Serializer;

/** Tasks carry no data: what they need stands in our own tables, and no object is read from any. */
final class NoData implements Serializer {
  @Override
  public byte[] serialize(Object data) {
    throw new UnsupportedOperationException("Tasks carry no data.");
  }

  @Override
  public <T> T deserialize(Class<T> type, byte[] data) {
    throw new UnsupportedOperationException("Tasks carry no data.");
  }
}
