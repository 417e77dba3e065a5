package dev.linnet.bench;

import dev.linnet.config.Env;
import dev.linnet.embedded.Binaries;
import dev.linnet.embedded.EmbeddedRedis;
import dev.linnet.embedded.Folders;
import dev.linnet.embedded.FreePort;
import dev.linnet.links.Destination;
import dev.linnet.links.ShortKey;
import dev.linnet.links.TargetUrl;
import dev.linnet.links.Unavailable;
import dev.linnet.redirect.RedirectApplication;
import dev.linnet.redis.RedisConfig;
import dev.linnet.redis.RedisLinkCache;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The redirect function as Lambda calls it, from the bytes of an event to those of the reply, with
 * a real Redis behind its near cache and all that is wrapped around.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls start() first
public class HandlerBenchmarks {
  private static final String PASSWORD = "measured";
  private static final int ATTEMPTS = 20;
  private static final ShortKey KEY = new ShortKey(Events.KEY);
  private static final Destination DESTINATION =
      new Destination(TargetUrl.ofAscii("https://www.example.com/some/page"), null);

  private final byte[] event = Events.redirect();
  private Path folder;
  private EmbeddedRedis redis;
  private RedirectApplication function;

  @Setup
  public void start() throws IOException {
    folder = Files.createTempDirectory("linnet-bench");
    redis = EmbeddedRedis.start(Binaries.ofUser(), folder, FreePort.find(), PASSWORD);
    Map<String, String> settings =
        Map.of(
            "REDIS_HOST",
            "127.0.0.1",
            "REDIS_PORT",
            Integer.toString(redis.port()),
            "REDIS_PASSWORD",
            PASSWORD,
            "TRACING_ENABLED",
            "false");
    try (RedisLinkCache cache =
        new RedisLinkCache(RedisConfig.from(Env.of(settings)), InstantSource.system())) {
      patiently(() -> cache.put(KEY, DESTINATION));
    }
    function = function(settings);
    patiently(this::redirectFromTheNearCache);
  }

  /** Nothing is warm yet: on a busy machine the first connection may come too late. */
  private static void patiently(Runnable work) {
    for (int attempt = 1; ; attempt++) {
      try {
        work.run();
        return;
      } catch (Unavailable | IllegalStateException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Settings reach a function through a resource of its class path, as in local-runtime. */
  private RedirectApplication function(Map<String, String> settings) throws IOException {
    Properties overlay = new Properties();
    overlay.putAll(settings);
    try (var out = Files.newBufferedWriter(folder.resolve("linnet-environment.properties"))) {
      overlay.store(out, null);
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader own = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      thread.setContextClassLoader(own);
      return new RedirectApplication();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @TearDown
  public void stop() throws IOException {
    function.close();
    redis.close();
    Folders.delete(folder);
  }

  @Benchmark
  public byte[] redirectFromTheNearCache() {
    ByteArrayOutputStream reply = new ByteArrayOutputStream(512);
    try {
      function.handleRequest(new ByteArrayInputStream(event), reply, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] bytes = reply.toByteArray();
    if (!new String(bytes, 0, 17, StandardCharsets.ISO_8859_1).equals("{\"statusCode\":302")) {
      throw new IllegalStateException(reply.toString(StandardCharsets.UTF_8));
    }
    return bytes;
  }
}
