package dev.linnet.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import dev.linnet.links.Unavailable;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What MongoDB holds, and how busy our connections to it are.
 *
 * @param storage null where the server does not tell
 */
public record MongoStatistics(
    ConnectionUse connections, List<CollectionSize> collections, @Nullable Storage storage) {
  private static final BsonDocument DB_STATS = new BsonDocument("dbStats", new BsonInt32(1));

  public MongoStatistics {
    collections = List.copyOf(collections);
  }

  /**
   * @param documents an estimate: what the server knows without counting
   */
  public record CollectionSize(String name, long documents) {}

  /**
   * All of the database, in bytes.
   *
   * @param data the documents, not compressed
   * @param collections what they take on the disk
   * @param indexes what the indexes take on the disk
   */
  public record Storage(long data, long collections, long indexes) {}

  /** Asks the server; throws {@link Unavailable} where it is not there. */
  public static MongoStatistics read(MongoConnection connection) {
    return connection.call(
        database ->
            new MongoStatistics(
                connection.use(),
                List.of(
                    count(database, MongoLinkStore.COLLECTION),
                    count(database, MongoIdempotencyLog.COLLECTION)),
                storage(database)));
  }

  private static CollectionSize count(MongoDatabase database, String collection) {
    return new CollectionSize(
        collection, database.getCollection(collection).estimatedDocumentCount());
  }

  private static @Nullable Storage storage(MongoDatabase database) {
    Document stats;
    try {
      stats = database.runCommand(DB_STATS);
    } catch (MongoCommandException e) {
      return null; // no such command here, or not for our user
    }
    return stats.get("dataSize") instanceof Number data
            && stats.get("storageSize") instanceof Number storage
            && stats.get("indexSize") instanceof Number indexes
        ? new Storage(data.longValue(), storage.longValue(), indexes.longValue())
        : null;
  }
}
