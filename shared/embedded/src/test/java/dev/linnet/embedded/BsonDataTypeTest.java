package dev.linnet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.DataType;
import org.h2.mvstore.type.ObjectDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BsonDataTypeTest {
  private static final String MAP = "databases.linnet.links";
  private static final int OLD = 300;
  private static final int ALL = 600;

  private final BsonDataType type = new BsonDataType();

  @TempDir Path folder;

  @Test
  void reads_what_it_wrote_one_after_the_other() {
    List<Object> values = List.of(link("abc"), "abc", link("déjà"), Missing.getInstance(), 7L);
    WriteBuffer out = new WriteBuffer();
    values.forEach(value -> type.write(out, value));

    var in = out.getBuffer().flip();
    for (Object value : values) {
      if (value instanceof Missing) {
        assertThat(type.read(in)).isInstanceOf(Missing.class);
      } else {
        assertThat(type.read(in)).isEqualTo(value);
      }
    }
    assertThat(in.hasRemaining()).isFalse();
  }

  @Test
  void a_document_takes_a_quarter_of_the_room() {
    assertThat(4 * written(type, link("abc")))
        .isLessThan(written(new ObjectDataType(), link("abc")));
  }

  @Test
  void a_file_that_java_serialization_made_is_read_and_added_to() {
    String file = folder.resolve("links.mv").toString();
    try (MVStore store = MVStore.open(file)) {
      MVMap<Object, Object> map = store.openMap(MAP);
      for (int i = 0; i < OLD; i++) {
        map.put("link" + i, link("old"));
      }
    }

    try (MVStore store = MVStore.open(file)) {
      MVMap<Object, Object> map = open(store);
      for (int i = OLD; i < ALL; i++) {
        map.put("link" + i, link("new"));
      }
    }

    try (MVStore store = MVStore.open(file)) {
      MVMap<Object, Object> map = open(store);
      assertThat(map).hasSize(ALL);
      for (int i = 0; i < ALL; i++) {
        assertThat(map.get("link" + i)).isEqualTo(link(i < OLD ? "old" : "new"));
      }
    }
  }

  private MVMap<Object, Object> open(MVStore store) {
    return store.openMap(MAP, new MVMap.Builder<>().keyType(type).valueType(type));
  }

  private static Document link(String id) {
    return new Document("_id", id)
        .append("target", "https://example.org/")
        .append("createdAt", Instant.ofEpochMilli(1))
        .append("expiresAt", null);
  }

  private static int written(DataType<Object> type, Object value) {
    WriteBuffer out = new WriteBuffer();
    type.write(out, value);
    return out.position();
  }
}
