package dev.linnet.bench;

import dev.linnet.gateway.HttpFunction;
import dev.linnet.gateway.Response;
import dev.linnet.gateway.Route;
import dev.linnet.gateway.Router;
import dev.linnet.links.KeyBijection;
import dev.linnet.links.KeyBlock;
import dev.linnet.links.ShortKey;
import dev.linnet.links.TargetRules;
import dev.linnet.targets.PublicTargets;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What single pieces of code cost; {@code shared/bench/run --code} runs them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodeBenchmarks {
  private static final int BLOCK = 64;

  private final HttpFunction redirect =
      new HttpFunction(
          Router.of(
              Route.get("/{key}", request -> Response.redirect(302, "https://www.example.com/"))));
  private final TargetRules targets = new PublicTargets(Set.of("localhost"));
  private final KeyBijection bijection = new KeyBijection(7, "a secret for measuring");
  private final byte[] event =
      """
      {"version":"2.0","routeKey":"$default","rawPath":"/k7f3qXw","rawQueryString":"",
       "headers":{"accept":"*/*","host":"localhost","user-agent":"curl/8.5.0",
         "x-forwarded-for":"203.0.113.17","x-forwarded-port":"443","x-forwarded-proto":"https"},
       "requestContext":{"accountId":"123456789012","apiId":"a1","domainName":"localhost",
         "http":{"method":"GET","path":"/k7f3qXw","protocol":"HTTP/1.1",
           "sourceIp":"203.0.113.17","userAgent":"curl/8.5.0"},
         "requestId":"KG2fkhE0IAMEVxA=","routeKey":"$default","stage":"$default",
         "time":"24/Nov/2026:08:15:30 +0000","timeEpoch":1795508130123},
       "isBase64Encoded":false}
      """
          .getBytes(StandardCharsets.UTF_8);

  private long block;

  /** From the bytes of an event to the bytes of the reply, without any lookup. */
  @Benchmark
  public byte[] gatewayRoundTrip() {
    return redirect.answer(new ByteArrayInputStream(event));
  }

  @Benchmark
  public TargetRules.Judgement asciiTarget() {
    return targets.judge("https://www.example.com/some/path?with=a&query=1");
  }

  @Benchmark
  public TargetRules.Judgement internationalTarget() {
    return targets.judge("https://b\u00fccher.de/stra\u00dfe");
  }

  /** The keys of one claimed block. */
  @Benchmark
  public List<ShortKey> keysOfABlock() {
    block = (block + 1) % 1_000_000;
    return bijection.keys(new KeyBlock(block * BLOCK, BLOCK));
  }
}
