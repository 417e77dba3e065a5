package dev.linnet.embedded;

import de.bwaldvogel.mongo.MongoServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * A server in this process that speaks MongoDB's protocol and keeps its data in one file. It knows
 * no users and no passwords.
 */
public final class EmbeddedMongo implements AutoCloseable {
  /** A chunk that was replaced is overwritten after so long; every commit waits for the disk. */
  private static final int RETENTION_MILLIS = 1_000;

  private static final int CACHE_MEGABYTES = 64;

  /** In bytes. A write writes whole pages; larger ones cost more, smaller ones more of them. */
  private static final int PAGE = 4 * 1024;

  /**
   * In percent. Where less of the file is in use, the store moves its parts together, and nobody
   * writes meanwhile; by its own 90 it would do so nearly always.
   */
  private static final int LEAST_IN_USE = 50;

  /** A thread waits for the disk with the request that it answers; so many share one write. */
  private static final int THREADS = 32;

  private final MongoServer server;
  private final int port;

  private EmbeddedMongo(MongoServer server, int port) {
    this.server = server;
    this.port = port;
  }

  public static EmbeddedMongo start(Path folder, int port) {
    Path file = Folders.create(folder.toAbsolutePath()).resolve("links.mv");
    MongoServer server = new MongoServer(new DurableBackend(new BsonBackend(open(file))));
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1, THREADS);
    return new EmbeddedMongo(server, port);
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    server.shutdown();
  }

  private static MVStore open(Path file) {
    try {
      MVStore store =
          new MVStore.Builder()
              .fileName(file.toString())
              .cacheSize(CACHE_MEGABYTES)
              .pageSplitSize(PAGE)
              .autoCompactFillRate(LEAST_IN_USE)
              .open();
      store.setRetentionTime(RETENTION_MILLIS);
      store.setVersionsToKeep(0);
      return store;
    } catch (MVStoreException e) {
      throw new EmbeddedFault("The links in " + file + " cannot be opened.", e);
    }
  }
}
