package dev.linnet.cleanup;

import dev.linnet.config.Env;
import dev.linnet.invoker.BackgroundFunction;
import dev.linnet.invoker.BackgroundHandler;
import dev.linnet.invoker.LeanInvoker;
import dev.linnet.invoker.Wiring;
import dev.linnet.links.CleanupLinks;
import dev.linnet.mongo.MongoConnection;
import dev.linnet.mongo.MongoIdempotencyLog;
import dev.linnet.mongo.MongoLinkStore;
import dev.linnet.telemetry.Telemetry;
import dev.linnet.topology.Topology;
import java.time.Duration;
import java.time.InstantSource;

/** The function that removes what expired long ago, and keeps the indexes that this needs. */
public final class CleanupApplication extends LeanInvoker {
  static final String NAME = "cleanup";

  /** Of the function's own time limit, for the last batch to end in. */
  private static final Duration MARGIN = Duration.ofSeconds(15);

  public CleanupApplication() {
    this(Env.ofProcess());
  }

  CleanupApplication(Env env) {
    super(NAME, () -> wire(env));
  }

  static Wiring wire(Env env) {
    CleanupConfig config = CleanupConfig.from(env);
    MongoConnection mongo = new MongoConnection(config.mongo());
    Telemetry telemetry = Telemetry.of(config.telemetry());
    MongoLinkStore store = new MongoLinkStore(mongo);
    MongoIdempotencyLog log = new MongoIdempotencyLog(mongo);
    CleanupLinks cleanup =
        new CleanupLinks(
            telemetry.mongo(store),
            telemetry.mongo(log),
            config.retention(),
            InstantSource.system());
    Duration budget = Topology.linnet().function(NAME).timeout().minus(MARGIN);
    CleanupHandler handler = new CleanupHandler(cleanup, budget);
    BackgroundHandler withIndexes =
        event -> {
          store.ensureIndexes();
          log.ensureIndexes();
          return handler.handle(event);
        };
    return Wiring.of(telemetry.sentAfter(new BackgroundFunction(telemetry.work(withIndexes))))
        .suspending(telemetry, mongo::disconnect)
        .closing(telemetry, mongo);
  }
}
