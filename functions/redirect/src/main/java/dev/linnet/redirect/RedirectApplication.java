package dev.linnet.redirect;

import dev.linnet.config.Env;
import dev.linnet.gateway.Handler;
import dev.linnet.gateway.HttpFunction;
import dev.linnet.gateway.Route;
import dev.linnet.gateway.Router;
import dev.linnet.invoker.LeanInvoker;
import dev.linnet.invoker.StreamFunction;
import dev.linnet.invoker.Wiring;
import dev.linnet.links.LinkCache;
import dev.linnet.links.LinkStore;
import dev.linnet.links.ResolveLink;
import dev.linnet.links.ShortUrls;
import dev.linnet.mongo.ConnectionUse;
import dev.linnet.mongo.MongoConnection;
import dev.linnet.mongo.MongoLinkStore;
import dev.linnet.redis.NearCache;
import dev.linnet.redis.RedisLinkCache;
import dev.linnet.resilience.Guard;
import dev.linnet.resilience.ResilientLinkCache;
import dev.linnet.resilience.ResilientLinkStore;
import dev.linnet.telemetry.Gauges;
import dev.linnet.telemetry.Telemetry;
import java.time.Duration;
import java.time.InstantSource;

/** The function that follows short links. */
public final class RedirectApplication extends LeanInvoker {
  static final String NAME = "redirect";

  /** Above one call to the store with its retries. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(3);

  public RedirectApplication() {
    this(Env.ofProcess());
  }

  RedirectApplication(Env env) {
    super(NAME, () -> wire(env));
  }

  static Wiring wire(Env env) {
    RedirectConfig config = RedirectConfig.from(env);
    InstantSource clock = InstantSource.system();
    MongoConnection mongo = new MongoConnection(config.mongo());
    RedisLinkCache redis = new RedisLinkCache(config.redis(), clock);
    Telemetry telemetry = Telemetry.of(config.telemetry());
    Guard redisGuard = Guard.of("cache");
    Guard mongoGuard = Guard.of("link store");
    NearCache cache =
        new NearCache(
            new ResilientLinkCache(telemetry.redis(redis), redisGuard),
            redis,
            config.nearCache(),
            clock);
    LinkStore links = new MongoLinkStore(mongo);
    LinkStore store = new ResilientLinkStore(telemetry.mongo(links), mongoGuard);
    telemetry
        .watching(Gauges.nearCache(cache::hits, cache::misses, cache::size))
        .watching(Gauges.breakers(redisGuard, mongoGuard))
        .watching(Gauges.connections("mongodb", () -> use(mongo.use())));
    if (config.livesLong()) {
      WarmUp.run(redis, links, WARM_UP_LIMIT);
    }
    EdgeCache edge = new EdgeCache(config.edgeCacheTtl(), clock);
    Rehearsal rehearsal = new Rehearsal();
    return Wiring.of(
            telemetry.sentAfter(function(cache, store, config.shortUrls(), edge, telemetry)))
        .primedWith(
            Rehearsal.ROUNDS,
            function(rehearsal, rehearsal, config.shortUrls(), edge, telemetry),
            Rehearsal.events())
        .suspending(telemetry, redis::disconnect, cache::clear, mongo::disconnect)
        .closing(telemetry, mongo, redis);
  }

  private static Gauges.PoolUse use(ConnectionUse use) {
    return new Gauges.PoolUse(use.limit(), use.inUse(), use.idle(), use.waiting());
  }

  static StreamFunction function(
      LinkCache cache, LinkStore store, ShortUrls shortUrls, EdgeCache edge, Telemetry telemetry) {
    ResolveLink links = new ResolveLink(telemetry.layers(cache), store, PATIENCE, edge.clock());
    Handler handler =
        telemetry.redirects(new RedirectHandler(links, new PreviewReply(shortUrls), edge));
    Router router = Router.of(Route.get("/{key}", handler));
    return new HttpFunction(router, telemetry.requests(router::template))::answer;
  }
}
