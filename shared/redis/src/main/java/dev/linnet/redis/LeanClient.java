package dev.linnet.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.StatefulRedisConnectionImpl;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.protocol.PushHandler;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Lettuce without what a cache does not need and a cold start pays for: flight recorder events, the
 * three command facades, pooled buffers, a name resolver of its own. Its connections never
 * reconnect: {@link Connector} replaces them.
 */
final class LeanClient extends RedisClient {
  /** How long opening a connection may take, from the first packet to the end of the greeting. */
  static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);

  private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(1);
  private static final int MAX_UNANSWERED = 10_000;
  private static final int THREADS = 2; // the fewest that Lettuce allows; the first one does it all
  private static final String FLIGHT_RECORDER = "io.lettuce.core.jfr";

  private final ClientResources resources;

  private LeanClient(ClientResources resources) {
    super(resources, new RedisURI()); // each connection names its server
    this.resources = resources;
    setOptions(options());
  }

  static LeanClient make() {
    if (System.getProperty(FLIGHT_RECORDER) == null) {
      System.setProperty(FLIGHT_RECORDER, "false"); // read once, by the first class of Lettuce
    }
    ClientResources resources =
        ClientResources.builder()
            .ioThreadPoolSize(THREADS)
            .computationThreadPoolSize(THREADS)
            .addressResolverGroup(DefaultAddressResolverGroup.INSTANCE)
            .nettyCustomizer(new HeapBuffers())
            .build();
    return new LeanClient(resources);
  }

  /** A connection, once Redis has greeted. */
  CompletionStage<LeanConnection> open(RedisServer server, RedisConfig config) {
    return connectAsync(LeanConnection.CODEC, uri(server, config))
        .thenApply(LeanConnection.class::cast);
  }

  /** What asks the nodes of a cluster, on the threads of this client. */
  ClusterView view(RedisConfig config) {
    List<RedisURI> seeds = config.servers().stream().map(server -> uri(server, config)).toList();
    return new ClusterView(resources, seeds);
  }

  void after(Duration delay, Runnable task) {
    var _ = resources.eventExecutorGroup().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    shutdown(Duration.ZERO, SHUTDOWN_LIMIT);
    resources.shutdown(0, SHUTDOWN_LIMIT.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly();
  }

  @Override
  @SuppressWarnings("unchecked") // open() is the only caller, with the codec of LeanConnection
  protected <K, V> StatefulRedisConnectionImpl<K, V> newStatefulRedisConnection(
      RedisChannelWriter writer, PushHandler pushHandler, RedisCodec<K, V> codec, Duration limit) {
    return (StatefulRedisConnectionImpl<K, V>) new LeanConnection(writer, pushHandler, limit);
  }

  private static RedisURI uri(RedisServer server, RedisConfig config) {
    RedisURI.Builder uri =
        RedisURI.builder()
            .withHost(server.host())
            .withPort(server.port())
            .withSsl(config.tls())
            .withTimeout(CONNECT_LIMIT)
            .withClientName("linnet");
    String password = config.password().value();
    return password.isEmpty() ? uri.build() : uri.withPassword(password).build();
  }

  private static ClientOptions options() {
    return ClientOptions.builder()
        .protocolVersion(ProtocolVersion.RESP3)
        .autoReconnect(false)
        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
        .requestQueueSize(MAX_UNANSWERED)
        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
        .socketOptions(SocketOptions.builder().connectTimeout(CONNECT_LIMIT).build())
        .build();
  }

  private static final class HeapBuffers implements NettyCustomizer {
    @Override
    public void afterBootstrapInitialized(Bootstrap bootstrap) {
      bootstrap.option(ChannelOption.ALLOCATOR, new UnpooledByteBufAllocator(false));
    }
  }
}
