package dev.linnet.bench;

import dev.linnet.config.Env;
import dev.linnet.gateway.HttpFunction;
import dev.linnet.gateway.Response;
import dev.linnet.gateway.Route;
import dev.linnet.gateway.Router;
import dev.linnet.links.Destination;
import dev.linnet.links.KeyBijection;
import dev.linnet.links.KeyBlock;
import dev.linnet.links.LinkCache;
import dev.linnet.links.ShortKey;
import dev.linnet.links.TargetRules;
import dev.linnet.links.TargetUrl;
import dev.linnet.redis.NearCache;
import dev.linnet.redis.NearCacheConfig;
import dev.linnet.redis.RedisConfig;
import dev.linnet.redis.RedisLinkCache;
import dev.linnet.resilience.Guard;
import dev.linnet.targets.PublicTargets;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final byte[] event = Events.redirect();
  private final Guard guard = Guard.of("link store");
  private final ShortKey key = new ShortKey(Events.KEY);
  private final NearCache near = nearCache();

  private long block;

  /** From the bytes of an event to the bytes of the reply, without any lookup. */
  @Benchmark
  public byte[] gatewayRoundTrip() {
    return redirect.answer(new ByteArrayInputStream(event));
  }

  /** A hit in memory, as the redirect function has it in front of Redis. */
  @Benchmark
  public LinkCache.Lookup nearCacheHit() {
    return near.read(key);
  }

  /** A call through the circuit breaker. */
  @Benchmark
  public ShortKey breaker() {
    return guard.once(() -> key);
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

  /** In front of a cache that knows the one key; no Redis is asked. */
  private static NearCache nearCache() {
    Env env = Env.of(Map.of());
    InstantSource clock = InstantSource.system();
    NearCacheConfig config =
        new NearCacheConfig(false, Duration.ofSeconds(5), Duration.ZERO, 100_000);
    return new NearCache(
        new KnownLink(), new RedisLinkCache(RedisConfig.from(env), clock), config, clock);
  }

  /** Knows every key. */
  private static final class KnownLink implements LinkCache {
    private static final Lookup HIT =
        new Lookup.Hit(new Destination(TargetUrl.ofAscii("https://www.example.com/"), null));

    @Override
    public Lookup read(ShortKey key) {
      return HIT;
    }

    @Override
    public void put(ShortKey key, Destination destination) {}

    @Override
    public void fill(ShortKey key, Optional<Destination> answer) {}

    @Override
    public void remove(ShortKey key) {}
  }
}
