package dev.linnet.redirect;

import dev.linnet.config.Env;
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
import dev.linnet.mongo.MongoConnection;
import dev.linnet.mongo.MongoLinkStore;
import dev.linnet.redis.NearCache;
import dev.linnet.redis.RedisLinkCache;
import dev.linnet.resilience.Guard;
import dev.linnet.resilience.ResilientLinkCache;
import dev.linnet.resilience.ResilientLinkStore;
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
    NearCache cache =
        new NearCache(
            new ResilientLinkCache(redis, Guard.of("cache")), redis, config.nearCache(), clock);
    LinkStore links = new MongoLinkStore(mongo);
    LinkStore store = new ResilientLinkStore(links, Guard.of("link store"));
    if (config.livesLong()) {
      StoreWarmUp.run(links, WARM_UP_LIMIT);
    }
    EdgeCache edge = new EdgeCache(config.edgeCacheTtl(), clock);
    Rehearsal rehearsal = new Rehearsal();
    return Wiring.of(function(cache, store, config.shortUrls(), edge))
        .primedWith(
            Rehearsal.ROUNDS,
            function(rehearsal, rehearsal, config.shortUrls(), edge),
            Rehearsal.events())
        .suspending(redis::disconnect, cache::clear, mongo::disconnect)
        .closing(mongo, redis);
  }

  static StreamFunction function(
      LinkCache cache, LinkStore store, ShortUrls shortUrls, EdgeCache edge) {
    ResolveLink links = new ResolveLink(cache, store, PATIENCE, edge.clock());
    RedirectHandler handler = new RedirectHandler(links, new PreviewReply(shortUrls), edge);
    return new HttpFunction(Router.of(Route.get("/{key}", handler)))::answer;
  }
}
