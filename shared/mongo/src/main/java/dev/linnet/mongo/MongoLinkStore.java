package dev.linnet.mongo;

import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import dev.linnet.links.Destination;
import dev.linnet.links.Link;
import dev.linnet.links.LinkStore;
import dev.linnet.links.ShortKey;
import dev.linnet.links.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

  private final MongoConnection connection;

  public MongoLinkStore(MongoConnection connection) {
    this.connection = connection;
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
    return connection.call(
        database -> {
          MongoCollection<Document> links = DurableWrites.in(database, COLLECTION);
          try {
            links.insertOne(LinkDocument.of(link));
            return Insertion.STORED;
          } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
              throw e;
            }
            return whoseIs(link, links, e);
          }
        });
  }

  /**
   * The read sees durable links only. So where an earlier try of the same insert is in, but might
   * still be lost, it is not called stored.
   */
  private static Insertion whoseIs(
      Link link, MongoCollection<Document> links, MongoWriteException duplicate) {
    Document earlier = links.find(idOf(link.key())).projection(CREATION).first();
    if (earlier == null) {
      throw new Unavailable(MongoConnection.BACKEND, duplicate);
    }
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
