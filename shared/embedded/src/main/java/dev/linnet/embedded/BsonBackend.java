package dev.linnet.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** Keeps documents as BSON, in the order of their {@code _id}, which is an index of it. */
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
      String space = getFullCollectionNamespace(name);
      return new Documents(
          this, name, options, documents(name), store.openMap("meta." + space), cursorRegistry);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
        String collection, String index, List<IndexKey> keys, boolean sparse) {
      String map = getFullCollectionNamespace(collection) + "._index_" + index;
      if (!index.equals("_id_")) {
        open(map);
        return super.openOrCreateUniqueIndex(collection, index, keys, sparse);
      }
      if (store.hasMap(map)) {
        store.removeMap(open(map)); // as the backend keeps one by itself
      }
      return new IdIndex(documents(collection), index, keys);
    }

    private MVMap<Object, Document> documents(String collection) {
      return open("databases." + getFullCollectionNamespace(collection));
    }

    /** The store keeps a map that is open, with the types that it was opened with. */
    private <V> MVMap<Object, V> open(String map) {
      BsonDataType type = new BsonDataType();
      return store.openMap(map, new MVMap.Builder<Object, V>().keyType(type).valueType(type));
    }
  }

  private static final class Documents extends H2Collection {
    private final MVMap<Object, Document> documents;

    Documents(
        MongoDatabase database,
        String name,
        CollectionOptions options,
        MVMap<Object, Document> documents,
        MVMap<String, Object> sizes,
        CursorRegistry cursors) {
      super(database, name, options, documents, sizes, cursors);
      this.documents = documents;
    }

    @Override
    protected Object addDocumentInternal(Document document) {
      if (getIdField() == null) {
        return super.addDocumentInternal(document);
      }
      Object position = IdIndex.position(document.get(getIdField()));
      if (documents.putIfAbsent(position, document) != null) {
        throw new IllegalStateException("There is a document with this _id, which no index found.");
      }
      return position;
    }
  }
}
