package dev.linnet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.nio.file.Path;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BsonBackendTest {
  private static final String DOCUMENTS = "databases.linnet.links";
  private static final String INDEX = "linnet.links._index__id_";

  @TempDir Path folder;

  @Test
  void links_are_kept_as_bson_and_once_when_new_and_when_opened_again() {
    try (MVStore store = open()) {
      create(new BsonBackend(store)).addDocument(new Document("_id", "abc"));
      assertKeptAsBson(store);
    }

    try (MVStore store = open()) {
      assertThat(links(new BsonBackend(store)).count()).isOne();
      assertKeptAsBson(store);
    }
  }

  @Test
  void a_file_that_the_backend_alone_made_is_read_and_its_index_goes() {
    int many = 1_000; // so that the index has inner nodes
    try (MVStore store = open()) {
      MongoCollection<?> links = create(new H2Backend(store));
      for (int i = 0; i < many; i++) {
        links.addDocument(new Document("_id", "link" + i));
      }
      assertThat(store.hasMap(INDEX)).isTrue();
    }

    try (MVStore store = open()) {
      MongoCollection<?> links = links(new BsonBackend(store));
      assertThat(store.hasMap(INDEX)).isFalse();
      links.addDocument(new Document("_id", "new"));
      assertThat(found(links, "link7")).isOne();
      assertThat(found(links, "new")).isOne();
      assertThat(links.count()).isEqualTo(many + 1);
    }
  }

  @Test
  void an_index_whose_keys_are_strings_in_the_file_goes_too() {
    int many = 1_000;
    try (MVStore store = open()) {
      create(new BsonBackend(store)).addDocument(new Document("_id", "abc"));
      MVMap<Object, Object> index =
          store.openMap(INDEX, new MVMap.Builder<>().keyType(new StringKeys()));
      for (int i = 0; i < many; i++) {
        index.put(new KeyValue("link" + i), "link" + i);
      }
    }

    try (MVStore store = open()) {
      assertThat(found(links(new BsonBackend(store)), "abc")).isOne();
      assertThat(store.hasMap(INDEX)).isFalse();
    }
  }

  @Test
  void a_link_is_found_by_its_id_until_it_is_removed() {
    try (MVStore store = open()) {
      MongoCollection<?> links = create(new BsonBackend(store));
      Document link = new Document("_id", "abc");
      links.addDocument(link);
      assertThat(found(links, "abc")).isOne();
      assertThat(found(links, "abd")).isZero();

      links.removeDocument(link);
      assertThat(found(links, "abc")).isZero();
      links.addDocument(link);
      assertThat(found(links, "abc")).isOne();
    }
  }

  @Test
  void an_id_stands_in_one_link_and_equal_numbers_are_one_id() {
    try (MVStore store = open()) {
      MongoCollection<?> links = create(new BsonBackend(store));
      links.addDocument(new Document("_id", "abc"));
      links.addDocument(new Document("_id", 7));

      assertThatThrownBy(() -> links.addDocument(new Document("_id", "abc")))
          .isInstanceOf(DuplicateKeyError.class);
      assertThatThrownBy(() -> links.addDocument(new Document("_id", 7.0)))
          .isInstanceOf(DuplicateKeyError.class);
      assertThat(found(links, 7L)).isOne();
      assertThat(links.count()).isEqualTo(2);
    }
  }

  private MVStore open() {
    return MVStore.open(folder.resolve("links.mv").toString());
  }

  private static MongoCollection<?> create(MongoBackend backend) {
    return backend.resolveDatabase("linnet").createCollectionOrThrowIfExists("links");
  }

  private static MongoCollection<?> links(MongoBackend backend) {
    return backend.resolveDatabase("linnet").resolveCollection("links", true);
  }

  private static long found(MongoCollection<?> links, Object id) {
    return links.handleQueryAsStream(new Document("_id", id)).count();
  }

  private static void assertKeptAsBson(MVStore store) {
    MVMap<Object, Object> map = store.openMap(DOCUMENTS);
    assertThat(map.getKeyType()).isInstanceOf(BsonDataType.class);
    assertThat(map.getValueType()).isInstanceOf(BsonDataType.class);
    assertThat(map).hasSize(1);
    assertThat(store.hasMap(INDEX)).isFalse();
  }
}
