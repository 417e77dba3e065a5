package dev.linnet.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.linnet.links.LinkStore.Removal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Removes old documents in batches, the oldest first, so that no single operation is long.
 *
 * @param date the field that says how old a document is; has an index
 * @param old which documents are to go
 */
record Sweep(MongoConnection connection, String collection, String date, Bson old) {
  static final int BATCH = 1000;

  /** May take one batch longer than the budget. */
  Removal run(Duration budget) {
    long start = System.nanoTime();
    long removed = 0;
    while (System.nanoTime() - start < budget.toNanos()) {
      List<String> ids = connection.call(database -> oldest(documents(database)));
      if (!ids.isEmpty()) {
        removed += connection.call(database -> remove(documents(database), ids));
      }
      if (ids.size() < BATCH) {
        return new Removal(removed, true);
      }
    }
    return new Removal(removed, false);
  }

  private MongoCollection<Document> documents(MongoDatabase database) {
    return DurableWrites.in(database, collection);
  }

  private List<String> oldest(MongoCollection<Document> documents) {
    return documents
        .find(old)
        .projection(include("_id"))
        .sort(ascending(date))
        .limit(BATCH)
        .map(document -> document.getString("_id"))
        .into(new ArrayList<>(BATCH));
  }

  /** Looks at the date again: a document that was changed in between stays. */
  private long remove(MongoCollection<Document> documents, List<String> ids) {
    return documents.deleteMany(and(in("_id", ids), old)).getDeletedCount();
  }
}
