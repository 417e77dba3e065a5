package dev.linnet.embedded;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Answers a command that changes something only when the change is on the disk. The backend itself
 * answers first and writes up to a second later.
 */
final class DurableBackend implements MongoBackend {
  private static final Set<String> READS =
      Set.of(
          "find",
          "getMore",
          "killCursors",
          "count",
          "distinct",
          "isMaster",
          "ismaster",
          "hello",
          "ping",
          "buildInfo",
          "serverStatus",
          "dbStats",
          "collStats",
          "listCollections",
          "listIndexes",
          "listDatabases",
          "endSessions");

  private final H2Backend backend;
  private final GroupCommit commit;

  DurableBackend(H2Backend backend) {
    this.backend = backend;
    this.commit = new GroupCommit(backend.getMvStore());
  }

  @Override
  public Document handleMessage(MongoMessage message) {
    Document answer = backend.handleMessage(message);
    String command = message.getDocument().keySet().iterator().next();
    if (!READS.contains(command)) {
      commit.await();
    }
    return answer;
  }

  @Override
  public Document handleCommand(Channel channel, String database, String command, Document query) {
    Document answer = backend.handleCommand(channel, database, command, query);
    if (!READS.contains(command)) {
      commit.await();
    }
    return answer;
  }

  @Override
  public QueryResult handleQuery(MongoQuery query) {
    return backend.handleQuery(query);
  }

  @Override
  public void handleClose(Channel channel) {
    backend.handleClose(channel);
  }

  @Override
  public void dropDatabase(String database) {
    backend.dropDatabase(database);
    commit.await();
  }

  @Override
  public Collection<Document> getCurrentOperations(MongoQuery query) {
    return backend.getCurrentOperations(query);
  }

  @Override
  public Document getServerStatus() {
    return backend.getServerStatus();
  }

  @Override
  public void close() {
    backend.close();
  }

  @Override
  public void closeCursors(List<Long> cursorIds) {
    backend.closeCursors(cursorIds);
  }

  @Override
  public Clock getClock() {
    return backend.getClock();
  }

  @Override
  public void enableOplog() {
    backend.enableOplog();
  }

  @Override
  public void disableOplog() {
    backend.disableOplog();
  }

  @Override
  public MongoDatabase resolveDatabase(String database) {
    return backend.resolveDatabase(database);
  }

  @Override
  public MongoBackend version(MongoVersion version) {
    backend.version(version);
    return this;
  }
}
