package dev.linnet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.DataType;
import org.h2.mvstore.type.ObjectDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BsonDataTypeTest {
  private static final String MAP = "databases.linnet.links";

  private final BsonDataType type = new BsonDataType();

  @TempDir Path folder;

  @Test
  void reads_what_it_wrote_one_after_the_other() {
    List<Object> values =
        List.of(
            link("abc"),
            new KeyValue("abc"),
            "abc",
            link("déjà"),
            new KeyValue("déjà"),
            new KeyValue("a", 1),
            new KeyValue("x".repeat(1_000)),
            new KeyValue(""),
            Missing.getInstance(),
            7L);
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
  void keeps_the_order_of_files_that_java_serialization_made() {
    ObjectDataType before = new ObjectDataType();
    List<KeyValue> keys = keys();
    for (KeyValue a : keys) {
      for (KeyValue b : keys) {
        assertThat(Integer.signum(type.compare(a, b)))
            .as("%s and %s", a, b)
            .isEqualTo(Integer.signum(before.compare(a, b)));
      }
    }
  }

  @Test
  void a_file_that_java_serialization_made_is_read_and_added_to() {
    String file = folder.resolve("links.mv").toString();
    List<KeyValue> keys = keys();
    try (MVStore store = MVStore.open(file)) {
      MVMap<Object, Object> map = store.openMap(MAP);
      keys.subList(0, 150).forEach(key -> map.put(key, link("old")));
    }

    try (MVStore store = MVStore.open(file)) {
      MVMap<Object, Object> map =
          store.openMap(MAP, new MVMap.Builder<>().keyType(type).valueType(type));
      keys.subList(150, keys.size()).forEach(key -> map.put(key, link("new")));
    }

    try (MVStore store = MVStore.open(file)) {
      MVMap<Object, Object> map =
          store.openMap(MAP, new MVMap.Builder<>().keyType(type).valueType(type));
      assertThat(map).hasSize(keys.size());
      for (int i = 0; i < keys.size(); i++) {
        assertThat(map.get(keys.get(i))).isEqualTo(link(i < 150 ? "old" : "new"));
      }
    }
  }

  /** Different ones, of every kind. */
  private static List<KeyValue> keys() {
    Random random = new Random(7);
    List<Object> values = new ArrayList<>(List.of("", "é", "éé", "\0", 1, 2L, Instant.EPOCH));
    for (int length = 1; length <= 300; length++) {
      StringBuilder text = new StringBuilder();
      random.ints(length, '0', 'z').forEach(c -> text.append((char) c));
      values.add(text.toString());
    }
    List<KeyValue> keys =
        new ArrayList<>(values.stream().map(value -> new KeyValue(List.of(value))).toList());
    Collections.shuffle(keys, random);
    return keys;
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
