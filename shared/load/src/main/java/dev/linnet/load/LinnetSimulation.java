package dev.linnet.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.stopLoadGeneratorIf;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * An open model: each request is somebody new, who comes when he comes, whether the earlier ones
 * were answered or not. 96 of 100 follow a link, one makes one, two ask for a key that does not
 * exist, one for a link that has expired.
 */
public final class LinnetSimulation extends Simulation {
  private static final String ASKED_AT = "askedAt";
  private static final int CONNECTIONS = 500;
  private static final Duration STRETCH = Duration.ofSeconds(8);
  private static final double GOOD_ENOUGH = 99.0; // percent of requests answered as expected

  private final Settings settings;
  private final Watch watch;

  public LinnetSimulation() throws IOException, InterruptedException {
    settings = Settings.ofProcess();
    Links links = Links.make(settings.target());
    watch = new Watch(new Tally(STRETCH), settings.pid());
    setUp(visitors(links).injectOpen(steps()))
        .protocols(protocol())
        .assertions(global().successfulRequests().percent().gt(GOOD_ENOUGH));
  }

  @Override
  public void before() {
    watch.start();
  }

  @Override
  public void after() {
    try {
      watch.end(settings.results());
    } catch (IOException e) {
      throw new IllegalStateException("The report cannot be written.", e);
    }
  }

  private ScenarioBuilder visitors(Links links) {
    ChainBuilder mix =
        randomSwitch()
            .on(
                percent(96).then(follow("redirect", links::live, 302)),
                percent(1).then(create()),
                percent(2).then(follow("unknown key", Links::unknown, 404)),
                percent(1).then(follow("expired link", links::expired, 410)));
    ScenarioBuilder visitors = scenario("visitors").exec(timed(mix));
    return settings.profile() == Profile.BREAKPOINT
        ? visitors.exec(stopLoadGeneratorIf("It broke.", _ -> watch.hasBroken()))
        : visitors;
  }

  private ChainBuilder timed(ChainBuilder request) {
    return exec(session -> session.set(ASKED_AT, System.nanoTime()))
        .exec(request)
        .exec(
            session -> {
              watch.tally().add(session.getLong(ASKED_AT), session.isFailed());
              return session;
            });
  }

  private static ChainBuilder follow(String name, Supplier<String> key, int expected) {
    return exec(http(name).get(_ -> "/" + key.get()).check(status().is(expected)));
  }

  private static ChainBuilder create() {
    return exec(
        http("create")
            .post("/api/v1/create")
            .header("Content-Type", "application/json")
            .body(StringBody(_ -> Links.body("")))
            .check(status().is(201)));
  }

  private HttpProtocolBuilder protocol() {
    return http.baseUrl(settings.target().toString())
        .disableFollowRedirect()
        .disableCaching()
        .disableWarmUp()
        .shareConnections()
        .maxConnectionsPerHost(CONNECTIONS)
        .userAgentHeader("linnet-load");
  }

  private OpenInjectionStep[] steps() {
    return settings.profile().steps(settings.rate(), settings.minutes()).stream()
        .map(step -> constantUsersPerSec(step.perSecond()).during(step.time()))
        .toArray(OpenInjectionStep[]::new);
  }
}
