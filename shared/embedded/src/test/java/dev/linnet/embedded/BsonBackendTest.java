package dev.linnet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.file.Path;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BsonBackendTest {
  private static final List<String> MAPS =
      List.of("databases.linnet.links", "linnet.links._index__id_");

  @TempDir Path folder;

  @Test
  void links_and_their_index_are_kept_as_bson_when_new_and_when_opened_again() {
    String file = folder.resolve("links.mv").toString();
    try (MVStore store = MVStore.open(file)) {
      MongoCollection<?> links =
          new BsonBackend(store).resolveDatabase("linnet").createCollectionOrThrowIfExists("links");
      links.addDocument(new Document("_id", "abc"));
      assertKeptAsBson(store);
    }

    try (MVStore store = MVStore.open(file)) {
      MongoCollection<?> links =
          new BsonBackend(store).resolveDatabase("linnet").resolveCollection("links", true);
      assertThat(links.count()).isOne();
      assertKeptAsBson(store);
    }
  }

  private static void assertKeptAsBson(MVStore store) {
    for (String name : MAPS) {
      MVMap<Object, Object> map = store.openMap(name);
      assertThat(map.getKeyType()).isInstanceOf(BsonDataType.class);
      assertThat(map.getValueType()).isInstanceOf(BsonDataType.class);
      assertThat(map).hasSize(1);
    }
  }
}
