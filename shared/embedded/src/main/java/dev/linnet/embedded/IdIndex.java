package dev.linnet.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds a document by its {@code _id} in the map that holds the documents: they lie there by it. A
 * map of its own, as the backend keeps for every index, would be written with each document once
 * more, and a crash between the two writes would leave a document that nobody finds.
 */
final class IdIndex extends AbstractUniqueIndex<Object> {
  private final MVMap<Object, Document> documents;

  IdIndex(MVMap<Object, Document> documents, String name, List<IndexKey> keys) {
    super(name, keys, false);
    this.documents = documents;
  }

  /** Where a document of this {@code _id} lies; numbers that are equal are one. */
  static Object position(@Nullable Object id) {
    return Missing.ofNullable(new KeyValue(new Object[] {id}).normalized().get(0));
  }

  /** Nothing is left to do: the collection has put the document into the map by now. */
  @Override
  public void add(Document document, Object position, MongoCollection<Object> collection) {}

  @Override
  protected boolean putKeyPosition(KeyValue key, Object position) {
    throw new UnsupportedOperationException("The collection puts its documents into the map.");
  }

  /** The collection removes the document from the map, from the position that it is told here. */
  @Override
  protected @Nullable Object removeDocument(KeyValue key) {
    return getPosition(key);
  }

  @Override
  protected @Nullable Object getPosition(KeyValue key) {
    Object position = position(key.get(0));
    return documents.containsKey(position) ? position : null;
  }

  @Override
  protected Iterable<Entry<KeyValue, Object>> getIterable() {
    return documents.keySet().stream()
        .map(position -> Map.entry(new KeyValue(position), position))
        .toList();
  }

  @Override
  public long getCount() {
    return documents.sizeAsLong();
  }

  @Override
  public boolean isEmpty() {
    return documents.isEmpty();
  }

  @Override
  public long getDataSize() {
    return 0;
  }
}
