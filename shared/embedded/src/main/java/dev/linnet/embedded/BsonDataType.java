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

/**
 * Documents lie in the file as BSON. The type of H2 that this extends leaves them to Java's
 * serialization. What that has written is still read.
 */
final class BsonDataType extends ObjectDataType {
  /** In front of a document; the other type's are positive. */
  private static final byte DOCUMENT = -1;

  /** In front of a key of an index of strings: not written any more. */
  private static final byte STRING_KEY = -2;

  /** In bytes, about: an object's own, and those of an entry of a document. */
  private static final int OBJECT = 64;

  private static final int FIELD = 96;

  @Override
  public void write(WriteBuffer out, Object value) {
    if (value instanceof Document document) {
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

  @Override
  public int getMemory(Object value) {
    if (value instanceof Document document) {
      return OBJECT + document.size() * FIELD;
    }
    return super.getMemory(value);
  }
}
