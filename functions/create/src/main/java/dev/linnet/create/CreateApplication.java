package dev.linnet.create;

import dev.linnet.config.Env;
import dev.linnet.events.EventBridgePoolAlarm;
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
    EventBridgePoolAlarm alarm = new EventBridgePoolAlarm(config.events(), clock);
    KeyWords words = new KeyWords(Topology.linnet().reservedWords());
    ReadyKeys keys = readyKeys(config, postgres, words, alarm);
    Guard mongoGuard = Guard.of("link store");
    LinkStore store = new ResilientLinkStore(new MongoLinkStore(mongo), mongoGuard);
    IdempotencyLog log = new ResilientIdempotencyLog(new MongoIdempotencyLog(mongo), mongoGuard);
    LinkCache cache = new ResilientLinkCache(redis, Guard.of("cache"));
    TargetRules targets = new PublicTargets(Set.of(config.shortUrls().host()));
    CreateLink links = new CreateLink(targets, words, keys, store, cache, log, clock);
    HttpFunction function =
        new HttpFunction(
            Router.of(
                Route.post("/api/v1/create", new CreateHandler(links, config.shortUrls()))
                    .producing("application/json")));
    return Wiring.of(function::answer)
        .primedWith(Rehearsal.ROUNDS, function::answer, Rehearsal.events())
        .suspending(
            alarm::disconnect,
            postgres::disconnect,
            redis::disconnect,
            mongo::disconnect,
            keys::release)
        .closing(postgres, mongo, redis, alarm, keys);
  }

  private static ReadyKeys readyKeys(
      CreateConfig config, PostgresPool postgres, KeyWords words, EventBridgePoolAlarm alarm) {
    KeyBijection bijection =
        new KeyBijection(config.keys().keyLength(), config.keys().secret().value());
    KeyPool pool =
        new ResilientKeyPool(
            new PostgresKeyPool(postgres, config.keys(), bijection.capacity()),
            Guard.of("key pool"));
    return new ReadyKeys(pool, bijection, words, alarm, PATIENCE);
  }
}
