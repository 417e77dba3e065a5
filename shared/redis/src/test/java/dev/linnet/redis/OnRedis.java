package dev.linnet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.linnet.config.Secret;
import dev.linnet.links.Destination;
import dev.linnet.links.LinkCache;
import dev.linnet.links.LinkCache.Lookup;
import dev.linnet.links.ShortKey;
import dev.linnet.links.TargetUrl;
import dev.linnet.links.Unavailable;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/** A test on a real Redis, with a second client that looks at it and meddles with it. */
abstract class OnRedis {
  static final Duration LONG = Duration.ofSeconds(10);
  static final Duration SHORT = Duration.ofMillis(100);
  static final ShortKey KEY = new ShortKey("k7f3qXw");
  static final String NAME = "l1:k7f3qXw";
  static final Destination A = new Destination(TargetUrl.ofAscii("https://a.example/x?y=1"), null);
  static final Destination B = new Destination(TargetUrl.ofAscii("https://b.example/"), null);

  static TestServer server;
  static RedisCommands<String, String> redis;
  private static RedisClient client;

  final MovableClock clock = new MovableClock();
  private final Deque<RedisLinkCache> opened = new ArrayDeque<>();

  @BeforeAll
  static void start(TestInfo test) throws IOException {
    boolean clustered = test.getTestClass().orElseThrow().isAnnotationPresent(OnCluster.class);
    server = clustered ? TestCluster.start() : TestRedis.start();
    RedisURI uri =
        RedisURI.builder()
            .withHost(TestRedis.HOST)
            .withPort(server.port())
            .withTimeout(LONG)
            .build();
    client = RedisClient.create(uri);
    redis = client.connect().sync();
  }

  @AfterAll
  static void stop() {
    client.shutdown(Duration.ZERO, LONG);
    server.close();
  }

  @BeforeEach
  void empty() {
    if (server instanceof TestCluster cluster) {
      cluster.flush();
    } else {
      redis.flushall();
    }
  }

  @AfterEach
  void closeAll() {
    opened.forEach(RedisLinkCache::close);
  }

  RedisLinkCache remote(Duration timeout) {
    return remote(server.config(timeout));
  }

  RedisLinkCache remote(RedisConfig config) {
    RedisLinkCache cache = new RedisLinkCache(config, clock);
    opened.add(cache);
    return cache;
  }

  NearCache near(NearCacheConfig config) {
    return near(remote(LONG), config);
  }

  NearCache near(RedisLinkCache remote, NearCacheConfig config) {
    return new NearCache(remote, remote, config, clock);
  }

  static RedisConfig config(String host, int port, String password, Duration timeout) {
    return new RedisConfig(
        List.of(new RedisServer(host, port)),
        false,
        new Secret(password),
        false,
        Duration.ofMinutes(30),
        Duration.ofSeconds(30),
        timeout);
  }

  static Destination expiring(Instant at) {
    return new Destination(TargetUrl.ofAscii("https://expiring.example/"), at);
  }

  static Lookup hit(Destination destination) {
    return new Lookup.Hit(destination);
  }

  /** Ends the connections of all caches, and of nobody else. */
  static void breakConnections() {
    redis.clientKill(KillArgs.Builder.typeNormal().skipme());
  }

  /** The connections of all caches, as Redis numbers them. */
  static List<String> connections() {
    return redis
        .clientList()
        .lines()
        .filter(line -> line.contains("name=linnet "))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .toList();
  }

  static void awaitRead(LinkCache cache, Lookup expected) {
    await()
        .atMost(LONG)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(cache.read(KEY)).isEqualTo(expected));
  }

  static void assertUnavailable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Unavailable.class, fault -> assertThat(fault.backend()).isEqualTo("cache"));
  }

  /** Reads twice: the second time from memory. */
  static void keepInMemory(NearCache near) {
    near.read(KEY);
    long hits = near.hits();
    near.read(KEY);
    assertThat(near.hits()).isEqualTo(hits + 1);
  }

  /** Reads, and finds that memory had no answer. */
  static void assertNotInMemory(NearCache near) {
    long misses = near.misses();
    near.read(KEY);
    assertThat(near.misses()).isEqualTo(misses + 1);
  }
}
