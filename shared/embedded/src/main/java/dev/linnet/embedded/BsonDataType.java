package dev.linnet.embedded;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.ObjectDataType;
import org.jspecify.annotations.Nullable;

/**
 * Documents lie in the file as BSON, and keys of an index as the string that they are. The type of
 * H2 that this extends leaves both to Java's serialization, even to compare two keys. What that has
 * written is still read, and its order kept.
 */
final class BsonDataType extends ObjectDataType {
  /** Of both, in front; the other type's are positive. */
  private static final byte DOCUMENT = -1;

  private static final byte STRING_KEY = -2;

  /** In bytes, about: an object's own, and those of an entry of a document. */
  private static final int OBJECT = 64;

  private static final int FIELD = 96;

  /** Up to here the serialized length of a string sorts as the length does, and its ASCII so. */
  private static final int HIGHEST = Byte.MAX_VALUE;

  @Override
  public void write(WriteBuffer out, Object value) {
    String key = stringOf(value);
    if (key != null) {
      out.put(STRING_KEY);
      super.write(out, key);
    } else if (value instanceof Document document) {
      ByteBuf bson = Unpooled.buffer();
      BsonEncoder.encodeDocument(document, bson);
      out.put(DOCUMENT).put(bson.nioBuffer());
    } else {
      super.write(out, value);
    }
  }

  @Override
  public Object read(ByteBuffer in) {
    return switch (in.get(in.position())) {
      case DOCUMENT -> document(in.position(in.position() + 1));
      case STRING_KEY -> new KeyValue(super.read(in.position(in.position() + 1)));
      default -> super.read(in);
    };
  }

  private static Document document(ByteBuffer in) {
    ByteBuf bson = Unpooled.wrappedBuffer(in);
    Document document = BsonDecoder.decodeBson(bson);
    in.position(in.position() + bson.readerIndex());
    return document;
  }

  /** As the bytes of two serialized keys would: the length of a string stands before it. */
  @Override
  public int compare(Object a, Object b) {
    String left = stringOf(a);
    String right = stringOf(b);
    if (left == null || right == null) {
      return super.compare(a, b);
    }
    int lengths = Integer.compare(left.length(), right.length());
    return lengths != 0 ? lengths : left.compareTo(right);
  }

  @Override
  public int getMemory(Object value) {
    if (value instanceof Document document) {
      return OBJECT + document.size() * FIELD;
    }
    return value instanceof KeyValue key ? OBJECT + key.size() * FIELD : super.getMemory(value);
  }

  /** Of a key of an index that is one short ASCII string; null: of anything else. */
  private static @Nullable String stringOf(Object value) {
    return value instanceof KeyValue key
            && key.size() == 1
            && key.get(0) instanceof String string
            && isShortAscii(string)
        ? string
        : null;
  }

  private static boolean isShortAscii(String string) {
    for (int i = 0; i < string.length(); i++) {
      if (string.charAt(i) == 0 || string.charAt(i) > HIGHEST) {
        return false;
      }
    }
    return string.length() <= HIGHEST;
  }
}
