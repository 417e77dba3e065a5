package dev.linnet.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.linnet.links.Unavailable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.jspecify.annotations.Nullable;

/**
 * The client of one environment. Opened by the first use, so that neither a missing database nor a
 * checkpoint of the process is in the way of a start; thread-safe.
 */
public final class MongoConnection implements AutoCloseable {
  static final String BACKEND = "link store";

  /** One operation, with everything that the driver does for it: waiting, connecting, repeating. */
  static final Duration OPERATION_LIMIT = Duration.ofSeconds(2);

  /** How long an operation waits for a member that can serve it. */
  private static final Duration SELECTION_LIMIT = Duration.ofSeconds(1);

  /** For a new connection, and for the answer to a heartbeat. */
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);

  /** Below the 350 s after which the network forgets an idle connection on AWS. */
  private static final Duration IDLE_LIMIT = Duration.ofMinutes(4);

  private static final int MAX_CONNECTIONS = 64; // opened as they are needed
  private static final BsonDocument PING = new BsonDocument("ping", new BsonInt32(1));

  private final MongoConfig config;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Open open;
  private boolean closed;

  public MongoConnection(MongoConfig config) {
    this.config = config;
  }

  /** Asks the database for a sign of life; throws {@link Unavailable} when there is none. */
  public void ping() {
    call(database -> database.runCommand(PING, BsonDocument.class));
  }

  public ConnectionUse use() {
    Open current = open;
    return current == null
        ? new ConnectionUse(MAX_CONNECTIONS, 0, 0, 0, 0)
        : current.watch().use(current.maxConnections());
  }

  /** Closes every connection, as before a checkpoint; the next use opens new ones. */
  public void disconnect() {
    lock.lock();
    try {
      Open current = open;
      open = null;
      if (current != null) {
        current.client().close();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      disconnect();
    } finally {
      lock.unlock();
    }
  }

  /** Does something with the database; whatever goes wrong with it is {@link Unavailable}. */
  <T> T call(Function<MongoDatabase, T> operation) {
    try {
      return operation.apply(opened().database());
    } catch (MongoException | IllegalStateException e) { // the latter: closed in the middle of it
      throw new Unavailable(BACKEND, e);
    }
  }

  private Open opened() {
    Open current = open;
    return current == null ? openUnderLock() : current;
  }

  private Open openUnderLock() {
    lock.lock();
    try {
      if (closed) {
        throw new Unavailable(BACKEND, null);
      }
      Open current = open;
      if (current == null) {
        current = connect();
        open = current;
      }
      return current;
    } finally {
      lock.unlock();
    }
  }

  private Open connect() {
    ConnectionWatch watch = new ConnectionWatch();
    MongoClientSettings settings;
    try {
      settings = settings(watch);
    } catch (IllegalArgumentException e) {
      throw new Unavailable(BACKEND, e); // what DNS says of an SRV name makes no sense
    }
    MongoClient client = MongoClients.create(settings);
    int maxConnections = settings.getConnectionPoolSettings().getMaxSize();
    return new Open(client, client.getDatabase(config.database()), watch, maxConnections);
  }

  private MongoClientSettings settings(ConnectionWatch watch) {
    return MongoClientSettings.builder()
        .applicationName("linnet")
        .timeout(OPERATION_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .applyToClusterSettings(
            cluster ->
                cluster.serverSelectionTimeout(SELECTION_LIMIT.toMillis(), TimeUnit.MILLISECONDS))
        .applyToSocketSettings(
            socket -> socket.connectTimeout(CONNECT_LIMIT.toMillis(), TimeUnit.MILLISECONDS))
        .applyToConnectionPoolSettings(
            pool ->
                pool.maxSize(MAX_CONNECTIONS)
                    .maxConnectionIdleTime(IDLE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .addConnectionPoolListener(watch))
        .applyConnectionString(new ConnectionString(config.uri().value()))
        .build();
  }

  private record Open(
      MongoClient client, MongoDatabase database, ConnectionWatch watch, int maxConnections) {}
}
