package dev.linnet.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * Opens each map of the file with {@link BsonDataType} before the backend does: the store keeps a
 * map that is open.
 */
final class BsonBackend extends H2Backend {
  BsonBackend(MVStore store) {
    super(store);
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String name) {
    return new Database(name, getMvStore(), getCursorRegistry());
  }

  private static final class Database extends H2Database {
    private final MVStore store;

    Database(String name, MVStore store, CursorRegistry cursors) {
      this.store = store;
      super(name, store, cursors); // opens what there is
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(
        String name, CollectionOptions options) {
      open("databases." + getFullCollectionNamespace(name));
      return super.openOrCreateCollection(name, options);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
        String collection, String index, List<IndexKey> keys, boolean sparse) {
      open(getFullCollectionNamespace(collection) + "._index_" + index);
      return super.openOrCreateUniqueIndex(collection, index, keys, sparse);
    }

    private void open(String map) {
      BsonDataType type = new BsonDataType();
      store.openMap(map, new MVMap.Builder<>().keyType(type).valueType(type));
    }
  }
}
