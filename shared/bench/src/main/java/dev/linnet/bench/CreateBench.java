package dev.linnet.bench;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.linnet.config.Env;
import dev.linnet.links.CreationId;
import dev.linnet.links.Destination;
import dev.linnet.links.KeyBijection;
import dev.linnet.links.KeyBlock;
import dev.linnet.links.Link;
import dev.linnet.links.LinkStore;
import dev.linnet.links.TargetUrl;
import dev.linnet.mongo.MongoConfig;
import dev.linnet.mongo.MongoConnection;
import dev.linnet.mongo.MongoLinkStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.bson.Document;

/**
 * Creates through the whole path, in turn with inserts into the same server: bare ones, a command
 * each, and those of our link store, which shares commands.
 */
final class CreateBench {
  static final int CLIENTS = 32;

  /** Until then the compiler takes more of the processor than creates do. */
  private static final Duration WARM_UP = Duration.ofSeconds(40);

  private static final Destination DESTINATION =
      new Destination(TargetUrl.ofAscii(Links.TARGET), null);

  private final Path home;
  private final Duration time;
  private final KeyBijection bijection = new KeyBijection(9, "keys of nobody else's");
  private final AtomicLong numbers = new AtomicLong();

  CreateBench(Path home, Duration time) {
    this.home = home;
    this.time = time;
  }

  /**
   * Of one round, and the medians of all.
   *
   * @param p50 in milliseconds, at full speed
   * @param steadyP50 at {@link Rounds#RATE} a second
   * @param bare inserts a second, by MongoDB's driver
   * @param stored inserts a second, by our link store
   */
  record Row(
      double perSecond,
      double processorMicros,
      double p50,
      double p99,
      double steadyP50,
      double steadyP99,
      double bare,
      double stored) {}

  Row run() throws Exception {
    try (Servers servers = Servers.start();
        MeasuredProcess service =
            MeasuredProcess.linnet(home, servers.settings(), "--only", "create,refill");
        MongoConnection mongo =
            new MongoConnection(MongoConfig.from(Env.of(Map.of("MONGO_URI", servers.mongoUri()))));
        MongoClient driver = MongoClients.create(servers.mongoUri())) {
      LinkStore store = new MongoLinkStore(mongo);
      MongoCollection<Document> bare =
          driver
              .getDatabase("bare")
              .getCollection("links")
              .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
      System.err.println("  creates: warming up ...");
      creates(service, WARM_UP);
      List<Row> rounds = new ArrayList<>();
      for (int round = 1; round <= Rounds.COUNT; round++) {
        System.err.printf("  creates: round %d of %d ...%n", round, Rounds.COUNT);
        rounds.add(round(service, bare, store));
      }
      return median(rounds);
    }
  }

  private Row round(MeasuredProcess service, MongoCollection<Document> bare, LinkStore store)
      throws InterruptedException, ExecutionException, IOException {
    Duration before = service.processorTime();
    Load.Result creates = creates(service, time);
    Duration used = service.processorTime().minus(before);
    Load.Result steady = load(service).atRate(Rounds.RATE, time).checked();
    return new Row(
        creates.perSecond(),
        used.toNanos() / 1e3 / creates.latencies().getTotalCount(),
        creates.millis(50),
        creates.millis(99),
        steady.millis(50),
        steady.millis(99),
        inserts(link -> bare.insertOne(document(link))),
        inserts(store::insert));
  }

  private static Load.Result creates(MeasuredProcess service, Duration time) throws IOException {
    return load(service).atFullSpeed(time).checked();
  }

  private static Load load(MeasuredProcess service) {
    return new Load(service.address(), CLIENTS, Links::create, 201);
  }

  /** As our link store writes it. */
  private static Document document(Link link) {
    return new Document("_id", link.key().value())
        .append("target", link.destination().target().value())
        .append("created_at", Date.from(link.createdAt()))
        .append("creation", link.creation().value());
  }

  /** Of as many clients, per second. */
  private double inserts(Consumer<Link> insert) throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    long end = start + time.toNanos();
    long inserted = 0;
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<Long>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        running.add(clients.submit(() -> insertUntil(end, insert)));
      }
      for (Future<Long> client : running) {
        inserted += client.get();
      }
    }
    return inserted * 1e9 / (System.nanoTime() - start);
  }

  private long insertUntil(long end, Consumer<Link> insert) {
    long inserted = 0;
    while (System.nanoTime() < end) {
      var key = bijection.keys(new KeyBlock(numbers.getAndIncrement(), 1)).getFirst();
      insert.accept(new Link(key, DESTINATION, Instant.now(), CreationId.random()));
      inserted++;
    }
    return inserted;
  }

  private static Row median(List<Row> rounds) {
    return new Row(
        Rounds.median(rounds, Row::perSecond),
        Rounds.median(rounds, Row::processorMicros),
        Rounds.median(rounds, Row::p50),
        Rounds.median(rounds, Row::p99),
        Rounds.median(rounds, Row::steadyP50),
        Rounds.median(rounds, Row::steadyP99),
        Rounds.median(rounds, Row::bare),
        Rounds.median(rounds, Row::stored));
  }
}
