package dev.linnet.create;

import dev.linnet.config.Env;
import dev.linnet.events.EventBridgePoolAlarm;
import dev.linnet.gateway.Handler;
import dev.linnet.gateway.HttpFunction;
import dev.linnet.gateway.Route;
import dev.linnet.gateway.Router;
import dev.linnet.invoker.LeanInvoker;
import dev.linnet.invoker.Wiring;
import dev.linnet.links.CreateLink;
import dev.linnet.links.IdempotencyLog;
import dev.linnet.links.KeyBijection;
import dev.linnet.links.KeyPool;
import dev.linnet.links.KeyWords;
import dev.linnet.links.LinkCache;
import dev.linnet.links.LinkStore;
import dev.linnet.links.ReadyKeys;
import dev.linnet.links.TargetRules;
import dev.linnet.mongo.MongoConnection;
import dev.linnet.mongo.MongoIdempotencyLog;
import dev.linnet.mongo.MongoLinkStore;
import dev.linnet.postgres.PostgresKeyPool;
import dev.linnet.postgres.PostgresPool;
import dev.linnet.redis.RedisLinkCache;
import dev.linnet.resilience.Guard;
import dev.linnet.resilience.ResilientIdempotencyLog;
import dev.linnet.resilience.ResilientKeyPool;
import dev.linnet.resilience.ResilientLinkCache;
import dev.linnet.resilience.ResilientLinkStore;
import dev.linnet.targets.PublicTargets;
import dev.linnet.telemetry.Gauges;
import dev.linnet.telemetry.Telemetry;
import dev.linnet.topology.Topology;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** The function that makes short links. */
public final class CreateApplication extends LeanInvoker {
  static final String NAME = "create";

  /** Above one claim with its retries. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  public CreateApplication() {
    this(Env.ofProcess());
  }

  CreateApplication(Env env) {
    super(NAME, () -> wire(env));
  }

  static Wiring wire(Env env) {
    CreateConfig config = CreateConfig.from(env);
    InstantSource clock = InstantSource.system();
    PostgresPool postgres = new PostgresPool(config.postgres());
    MongoConnection mongo = new MongoConnection(config.mongo());
    RedisLinkCache redis = new RedisLinkCache(config.redis(), clock);
    Telemetry telemetry = Telemetry.of(config.telemetry());
    EventBridgePoolAlarm alarm =
        new EventBridgePoolAlarm(config.events(), clock, telemetry.events());
    KeyWords words = new KeyWords(Topology.linnet().reservedWords());
    Guard poolGuard = Guard.of("key pool");
    Guard mongoGuard = Guard.of("link store");
    Guard redisGuard = Guard.of("cache");
    KeyBijection bijection =
        new KeyBijection(config.keys().keyLength(), config.keys().secret().value());
    KeyPool pool = new PostgresKeyPool(postgres, config.keys(), bijection.capacity());
    ReadyKeys keys =
        new ReadyKeys(
            new ResilientKeyPool(telemetry.postgres(pool), poolGuard),
            bijection,
            words,
            alarm,
            PATIENCE);
    LinkStore store =
        new ResilientLinkStore(telemetry.mongo(new MongoLinkStore(mongo)), mongoGuard);
    IdempotencyLog log =
        new ResilientIdempotencyLog(telemetry.mongo(new MongoIdempotencyLog(mongo)), mongoGuard);
    LinkCache cache = new ResilientLinkCache(telemetry.redis(redis), redisGuard);
    telemetry
        .watching(Gauges.breakers(poolGuard, mongoGuard, redisGuard))
        .watching(Gauges.connections("postgresql", () -> use(postgres.use())))
        .watching(Gauges.connections("mongodb", () -> use(mongo.use())));
    TargetRules targets = new PublicTargets(Set.of(config.shortUrls().host()));
    CreateLink links = new CreateLink(targets, words, keys, store, cache, log, clock);
    Handler handler = telemetry.creates(new CreateHandler(links, config.shortUrls()));
    Router router = Router.of(Route.post("/api/v1/create", handler).producing("application/json"));
    HttpFunction function = new HttpFunction(router, telemetry.requests(router::template));
    return Wiring.of(telemetry.sentAfter(function::answer))
        .primedWith(Rehearsal.ROUNDS, function::answer, Rehearsal.events())
        .suspending(
            telemetry,
            alarm::disconnect,
            postgres::disconnect,
            redis::disconnect,
            mongo::disconnect,
            keys::release)
        .closing(telemetry, postgres, mongo, redis, alarm, keys);
  }

  private static Gauges.PoolUse use(dev.linnet.postgres.ConnectionUse use) {
    return new Gauges.PoolUse(use.limit(), use.inUse(), use.idle(), use.waiting());
  }

  private static Gauges.PoolUse use(dev.linnet.mongo.ConnectionUse use) {
    return new Gauges.PoolUse(use.limit(), use.inUse(), use.idle(), use.waiting());
  }
}
