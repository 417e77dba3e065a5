package dev.linnet.mongo;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;

/** Collections whose acknowledged writes survive the loss of any member, whatever the URI says. */
final class DurableWrites {
  private static final WriteConcern MAJORITY = WriteConcern.MAJORITY.withJournal(true);

  private DurableWrites() {}

  /** Reads see what survives, and only that. */
  static MongoCollection<Document> in(MongoDatabase database, String collection) {
    return database
        .getCollection(collection)
        .withWriteConcern(MAJORITY)
        .withReadPreference(ReadPreference.primary())
        .withReadConcern(ReadConcern.MAJORITY);
  }
}
