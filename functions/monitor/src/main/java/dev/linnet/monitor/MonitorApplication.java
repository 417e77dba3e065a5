package dev.linnet.monitor;

import dev.linnet.config.Env;
import dev.linnet.gateway.HttpFunction;
import dev.linnet.gateway.Response;
import dev.linnet.gateway.Route;
import dev.linnet.gateway.Router;
import dev.linnet.invoker.LeanInvoker;
import dev.linnet.invoker.Wiring;
import dev.linnet.mongo.MongoStatistics;
import dev.linnet.telemetry.Gauges;
import dev.linnet.telemetry.Telemetry;
import java.net.URI;
import java.time.InstantSource;

/** The function that tells how Linnet is doing, and how to use it. */
public final class MonitorApplication extends LeanInvoker {
  static final String NAME = "monitor";

  public MonitorApplication() {
    this(Env.ofProcess());
  }

  MonitorApplication(Env env) {
    super(NAME, () -> wire(env));
  }

  static Wiring wire(Env env) {
    MonitorConfig config = MonitorConfig.from(env);
    InstantSource clock = InstantSource.system();
    Backends backends = Backends.of(config, clock);
    Telemetry telemetry =
        Telemetry.of(config.telemetry())
            .watching(Gauges.keyPool(backends.keys()::level, backends.lowMark()));
    Router router = routes(config, backends, clock);
    HttpFunction function = new HttpFunction(router, telemetry.requests(router::template));
    return Wiring.of(telemetry.sentAfter(function::answer))
        .primedWith(Rehearsal.ROUNDS, function::answer, Rehearsal.events())
        .suspending(
            telemetry,
            backends.postgres()::disconnect,
            backends.redis()::disconnect,
            backends.mongo()::disconnect)
        .closing(telemetry, backends.postgres(), backends.redis(), backends.mongo());
  }

  private static Router routes(MonitorConfig config, Backends backends, InstantSource clock) {
    HealthReplies health =
        new HealthReplies(new Sample<>(new HealthChecks(backends.dependencies(), clock), clock));
    Sample<MongoStatistics> statistics =
        new Sample<>(() -> MongoStatistics.read(backends.mongo()), clock);
    Sample<KeyFigures> keys =
        new Sample<>(new KeyAnalytics(backends.keys(), backends.lowMark(), statistics), clock);
    DocsFiles files = new DocsFiles();
    String base = withoutSlash(config.shortUrls().base());
    Pages pages = new Pages(files, base);
    return Router.of(
        Route.get("/", pages::landing),
        Route.get("/health", health::brief),
        Route.get("/monitoring/health/detailed", health::detailed),
        Route.get(
            "/monitoring/pool/status",
            _ -> Figures.reply(200, ConnectionFigures.of(backends.postgres().use())::write)),
        Route.get("/monitoring/mongodb/stats", new MongoFigures(statistics)),
        Route.get("/monitoring/key/analytics", _ -> Figures.reply(200, keys.get()::write)),
        Route.get("/openapi.json", new OpenApiDocument(base)),
        Route.get("/docs", pages::docs),
        Route.get("/docs/", _ -> Response.redirect(308, "/docs")),
        Route.get("/docs/{file}", files));
  }

  private static String withoutSlash(URI base) {
    String text = base.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
