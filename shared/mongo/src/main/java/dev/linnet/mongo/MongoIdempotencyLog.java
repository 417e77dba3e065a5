package dev.linnet.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import dev.linnet.links.CreationId;
import dev.linnet.links.IdempotencyLog;
import dev.linnet.links.ShortKey;
import dev.linnet.links.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The entries, as documents of the collection {@code idempotency}. */
public final class MongoIdempotencyLog implements IdempotencyLog {
  static final String COLLECTION = "idempotency";

  private static final String KEY_HASH = "_id";
  private static final String BODY_HASH = "body_hash";
  private static final String SHORT_KEY = "key";
  private static final String CREATION = "creation";
  private static final String AT = "at";

  /** Each try can be overtaken only by a removal, which happens once in 24 hours. */
  private static final int MAX_TRIES = 3;

  private final MongoConnection connection;

  public MongoIdempotencyLog(MongoConnection connection) {
    this.connection = connection;
  }

  /** Makes the index that {@link #removeOld} reads, where it is missing. */
  public void ensureIndexes() {
    connection.call(
        database ->
            database
                .getCollection(COLLECTION)
                .createIndex(ascending(AT), new IndexOptions().name(AT)));
  }

  @Override
  public Optional<Entry> find(String keyHash, Instant now) {
    return connection
        .call(database -> read(DurableWrites.in(database, COLLECTION), keyHash))
        .filter(entry -> !entry.oldAt(now));
  }

  @Override
  public Optional<Entry> record(Entry entry) {
    return connection.call(
        database -> {
          MongoCollection<Document> entries = DurableWrites.in(database, COLLECTION);
          for (int tries = 0; tries < MAX_TRIES; tries++) {
            if (inserted(entry, entries) || replaced(entry, entries)) {
              return Optional.empty();
            }
            Optional<Entry> other = read(entries, entry.keyHash());
            if (other.isPresent()) {
              return other;
            }
          }
          throw new Unavailable(MongoConnection.BACKEND, null);
        });
  }

  @Override
  public long removeOld(Instant now, Duration budget) {
    return new Sweep(connection, COLLECTION, AT, oldAt(now)).run(budget).removed();
  }

  private static boolean inserted(Entry entry, MongoCollection<Document> entries) {
    try {
      entries.insertOne(document(entry));
      return true;
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw e;
      }
      return false;
    }
  }

  private static boolean replaced(Entry entry, MongoCollection<Document> entries) {
    Bson mayGo = or(eq(CREATION, entry.creation().value()), oldAt(entry.at()));
    Bson filter = and(eq(KEY_HASH, entry.keyHash()), mayGo);
    return entries.replaceOne(filter, document(entry)).getMatchedCount() > 0;
  }

  private static Optional<Entry> read(MongoCollection<Document> entries, String keyHash) {
    return Optional.ofNullable(entries.find(eq(KEY_HASH, keyHash)).first())
        .map(MongoIdempotencyLog::entry);
  }

  /** The same as {@link Entry#oldAt}. */
  private static Bson oldAt(Instant now) {
    return lte(AT, Date.from(now.minus(RETENTION)));
  }

  private static Document document(Entry entry) {
    return new Document(KEY_HASH, entry.keyHash())
        .append(BODY_HASH, entry.bodyHash())
        .append(SHORT_KEY, entry.shortKey().value())
        .append(CREATION, entry.creation().value())
        .append(AT, Date.from(entry.at()));
  }

  private static Entry entry(Document document) {
    return new Entry(
        document.getString(KEY_HASH),
        document.getString(BODY_HASH),
        new ShortKey(document.getString(SHORT_KEY)),
        new CreationId(document.getString(CREATION)),
        document.getDate(AT).toInstant());
  }
}
