package dev.linnet.embedded;

import de.bwaldvogel.mongo.backend.KeyValue;
import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.ObjectDataType;

/** Writes keys of an index as an earlier version did: as the string that each is. */
final class StringKeys extends ObjectDataType {
  private static final byte STRING_KEY = -2;

  @Override
  public void write(WriteBuffer out, Object value) {
    out.put(STRING_KEY);
    super.write(out, ((KeyValue) value).get(0));
  }

  @Override
  public Object read(ByteBuffer in) {
    return new KeyValue(super.read(in.position(in.position() + 1)));
  }
}
