package dev.linnet.bench;

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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Creates through the whole path, in turn with bare inserts into the same store. */
final class CreateBench {
  static final int CLIENTS = 32;

  /** Until then the compiler takes more of the processor than creates do. */
  private static final Duration WARM_UP = Duration.ofSeconds(40);

  private static final Destination DESTINATION =
      new Destination(TargetUrl.ofAscii(ServiceBench.TARGET), null);

  private final Path home;
  private final Duration time;
  private final KeyBijection bijection = new KeyBijection(9, "keys of nobody else's");
  private final AtomicLong numbers = new AtomicLong();

  CreateBench(Path home, Duration time) {
    this.home = home;
    this.time = time;
  }

  /** Of one round, and the medians of all. */
  record Row(double perSecond, double processorMicros, double p50, double p99, double inserts) {}

  Row run() throws Exception {
    try (Servers servers = Servers.start();
        MeasuredProcess service =
            MeasuredProcess.linnet(home, servers.settings(), "--only", "create,refill");
        MongoConnection mongo =
            new MongoConnection(
                MongoConfig.from(Env.of(Map.of("MONGO_URI", servers.mongoUri()))))) {
      LinkStore store = new MongoLinkStore(mongo);
      System.err.println("  creates: warming up ...");
      creates(service, WARM_UP);
      List<Row> rounds = new ArrayList<>();
      for (int round = 1; round <= Rounds.COUNT; round++) {
        System.err.printf("  creates: round %d of %d ...%n", round, Rounds.COUNT);
        rounds.add(round(service, store));
      }
      return median(rounds);
    }
  }

  private Row round(MeasuredProcess service, LinkStore store)
      throws InterruptedException, ExecutionException, IOException {
    Duration before = service.processorTime();
    Load.Result creates = creates(service, time);
    Duration used = service.processorTime().minus(before);
    return new Row(
        creates.perSecond(),
        used.toNanos() / 1e3 / creates.latencies().getTotalCount(),
        creates.millis(50),
        creates.millis(99),
        inserts(store));
  }

  private static Load.Result creates(MeasuredProcess service, Duration time) throws IOException {
    Load.Result creates =
        new Load(service.address(), CLIENTS, ServiceBench::create, 201).atFullSpeed(time);
    if (creates.errors() > 0) {
      throw new IOException(creates.errors() + " creates were not answered as expected.");
    }
    return creates;
  }

  /** Of as many clients, per second. */
  private double inserts(LinkStore store) throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    long end = start + time.toNanos();
    long inserted = 0;
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<Long>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        running.add(clients.submit(() -> insertUntil(end, store)));
      }
      for (Future<Long> client : running) {
        inserted += client.get();
      }
    }
    return inserted * 1e9 / (System.nanoTime() - start);
  }

  private long insertUntil(long end, LinkStore store) {
    long inserted = 0;
    while (System.nanoTime() < end) {
      var key = bijection.keys(new KeyBlock(numbers.getAndIncrement(), 1)).getFirst();
      var _ = store.insert(new Link(key, DESTINATION, Instant.now(), CreationId.random()));
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
        Rounds.median(rounds, Row::inserts));
  }
}
