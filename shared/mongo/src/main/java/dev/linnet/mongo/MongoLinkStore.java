package dev.linnet.mongo;

import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import dev.linnet.links.Destination;
import dev.linnet.links.Link;
import dev.linnet.links.LinkStore;
import dev.linnet.links.ShortKey;
import dev.linnet.links.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The links, as documents of the collection {@code links}, see {@link LinkDocument}. */
public final class MongoLinkStore implements LinkStore {
  static final String COLLECTION = "links";

  private static final Duration INDEX_LIMIT = Duration.ofMinutes(5);

  /** What following a link needs, and no more. */
  private static final Bson DESTINATION =
      fields(
          include(LinkDocument.TARGET, LinkDocument.LOCATION, LinkDocument.EXPIRES_AT),
          excludeId());

  private static final Bson CREATION = fields(include(LinkDocument.CREATION), excludeId());

  private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);

  private final MongoConnection connection;
  private final BatchedInserts inserts;

  public MongoLinkStore(MongoConnection connection) {
    this.connection = connection;
    this.inserts = new BatchedInserts(this::insertAll);
  }

  /**
   * Makes the index that {@link #removeExpired} reads, where it is missing: links that never expire
   * are not in it. On a big collection this takes minutes; it does not lock anybody out.
   */
  public void ensureIndexes() {
    connection.call(
        database ->
            DurableWrites.in(database, COLLECTION)
                .withTimeout(INDEX_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .createIndex(
                    ascending(LinkDocument.EXPIRES_AT),
                    new IndexOptions().name(LinkDocument.EXPIRES_AT).sparse(true)));
  }

  @Override
  public Insertion insert(Link link) {
    return inserts
        .insert(LinkDocument.of(link))
        .map(fault -> whoseIs(link, fault))
        .orElse(Insertion.STORED);
  }

  /** An unordered command goes on after a document that the server refuses. */
  private Map<Integer, BulkWriteError> insertAll(List<Document> documents) {
    return connection.call(
        database -> {
          try {
            DurableWrites.in(database, COLLECTION).insertMany(documents, UNORDERED);
            return Map.of();
          } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null) {
              throw e;
            }
            return e.getWriteErrors().stream()
                .collect(Collectors.toMap(BulkWriteError::getIndex, Function.identity()));
          }
        });
  }

  /**
   * The read sees durable links only. So where an earlier try of the same insert is in, but might
   * still be lost, it is not called stored.
   */
  private Insertion whoseIs(Link link, BulkWriteError fault) {
    MongoException cause = new MongoException(fault.getCode(), fault.getMessage());
    if (fault.getCategory() != ErrorCategory.DUPLICATE_KEY) {
      throw new Unavailable(MongoConnection.BACKEND, cause);
    }
    Document earlier =
        connection
            .call(
                database ->
                    Optional.ofNullable(
                        DurableWrites.in(database, COLLECTION)
                            .find(idOf(link.key()))
                            .projection(CREATION)
                            .first()))
            .orElseThrow(() -> new Unavailable(MongoConnection.BACKEND, cause));
    return link.creation().value().equals(earlier.getString(LinkDocument.CREATION))
        ? Insertion.STORED_BEFORE
        : Insertion.KEY_TAKEN;
  }

  @Override
  public Optional<Destination> find(ShortKey key) {
    return connection.call(
        database ->
            Optional.ofNullable(
                    database
                        .getCollection(COLLECTION)
                        .find(idOf(key))
                        .projection(DESTINATION)
                        .first())
                .map(LinkDocument::destination));
  }

  @Override
  public Removal removeExpired(Instant before, Duration budget) {
    Bson expired = lt(LinkDocument.EXPIRES_AT, Date.from(before));
    return new Sweep(connection, COLLECTION, LinkDocument.EXPIRES_AT, expired).run(budget);
  }

  private static Bson idOf(ShortKey key) {
    return new BsonDocument(LinkDocument.KEY, new BsonString(key.value()));
  }
}
