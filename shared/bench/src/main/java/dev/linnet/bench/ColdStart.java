package dev.linnet.bench;

import dev.linnet.config.Env;
import dev.linnet.embedded.Binaries;
import dev.linnet.embedded.EmbeddedMongo;
import dev.linnet.embedded.EmbeddedRedis;
import dev.linnet.embedded.Folders;
import dev.linnet.embedded.FreePort;
import dev.linnet.links.CreationId;
import dev.linnet.links.Destination;
import dev.linnet.links.Link;
import dev.linnet.links.ShortKey;
import dev.linnet.links.TargetUrl;
import dev.linnet.mongo.MongoConfig;
import dev.linnet.mongo.MongoConnection;
import dev.linnet.mongo.MongoLinkStore;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What {@code shared/bench/cold-start} starts: how long functions take until they answer. */
public final class ColdStart {
  private static final int ROUNDS = 8;
  private static final String PASSWORD = "cold-start-password";

  private ColdStart() {}

  public static void main(String[] arguments) throws Exception {
    Children.endWithUs();
    Path home = Path.of(System.getProperty("linnet.home", "")).toAbsolutePath();
    int rounds = arguments.length == 0 ? ROUNDS : Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory("linnet-cold-start");
    int mongoPort = FreePort.find();
    try (EmbeddedMongo mongo = EmbeddedMongo.start(folder.resolve("mongo"), mongoPort);
        EmbeddedRedis redis =
            EmbeddedRedis.start(
                Binaries.ofUser(), folder.resolve("redis"), FreePort.find(), PASSWORD)) {
      Map<String, String> backends =
          Map.of(
              "REDIS_HOST",
              "127.0.0.1",
              "REDIS_PORT",
              Integer.toString(redis.port()),
              "REDIS_PASSWORD",
              PASSWORD,
              "MONGO_URI",
              "mongodb://127.0.0.1:" + mongo.port(),
              "TRACING_ENABLED",
              "false");
      store(backends);
      ColdTasks tasks =
          new ColdTasks(
              folder.resolve("tasks"),
              home.resolve("shared/bench/target/lib"),
              home.resolve("local-runtime/target/functions/linnet-redirect.zip"));
      ColdRun run = new ColdRun(tasks.runtime(), Events.redirect());
      print(System.out, measure(run, tasks.variants(backends), rounds));
    } finally {
      Folders.delete(folder);
    }
  }

  private static void store(Map<String, String> backends) {
    try (MongoConnection mongo = new MongoConnection(MongoConfig.from(Env.of(backends)))) {
      var _ =
          new MongoLinkStore(mongo)
              .insert(
                  new Link(
                      new ShortKey("k7f3qXw"),
                      new Destination(TargetUrl.ofAscii("https://www.example.com/"), null),
                      Instant.now(),
                      CreationId.random()));
    }
  }

  /** One start of each in turn, so that a busy moment of the machine hits all of them. */
  private static Map<ColdVariant, List<ColdRun.Sample>> measure(
      ColdRun run, List<ColdVariant> variants, int rounds) throws Exception {
    for (ColdVariant variant : variants) {
      if (Files.notExists(variant.cache())) {
        run.train(variant);
      }
    }
    Map<ColdVariant, List<ColdRun.Sample>> samples = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (ColdVariant variant : variants) {
        samples.computeIfAbsent(variant, v -> new ArrayList<>()).add(run.measure(variant));
      }
      System.err.printf("Round %d of %d%n", round + 1, rounds);
    }
    return samples;
  }

  private static void print(PrintStream out, Map<ColdVariant, List<ColdRun.Sample>> samples) {
    out.println(
        "| function | start | its processor time | first answer | processor time in all"
            + " | warm call | memory |");
    out.println("|---|---:|---:|---:|---:|---:|---:|");
    samples.forEach(
        (variant, all) ->
            out.printf(
                Locale.ROOT,
                "| %s | %.0f ms | %.0f ms | %.1f ms | %.0f ms | %.0f µs | %.0f MB |%n",
                variant.name(),
                millis(all, ColdRun.Sample::start),
                millis(all, ColdRun.Sample::startProcessor),
                millis(all, ColdRun.Sample::first),
                millis(all, ColdRun.Sample::coldProcessor),
                millis(all, ColdRun.Sample::warmProcessor) * 1000,
                median(all, ColdRun.Sample::resident) / 1024));
  }

  private static double millis(List<ColdRun.Sample> all, Function<ColdRun.Sample, Duration> part) {
    return median(all, sample -> part.apply(sample).toNanos()) / 1e6;
  }

  private static double median(List<ColdRun.Sample> all, ToLongFunction<ColdRun.Sample> part) {
    long[] sorted = all.stream().mapToLong(part).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2.0;
  }
}
