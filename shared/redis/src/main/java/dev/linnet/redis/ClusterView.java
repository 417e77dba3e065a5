package dev.linnet.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Asks the nodes of a cluster who has which slots, by Lettuce's cluster client: it asks all nodes
 * that it knows, and takes the view that most of them share. Its connections are closed after each
 * question. Entries are read through sessions of ours, because whoever keeps an entry in memory
 * must know through which connection it was read.
 */
final class ClusterView implements AutoCloseable {
  private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(1);

  private final RedisClusterClient client;

  ClusterView(ClientResources resources, List<RedisURI> seeds) {
    this.client = RedisClusterClient.create(resources, seeds);
    client.setOptions(
        ClusterClientOptions.builder()
            .protocolVersion(ProtocolVersion.RESP3)
            .autoReconnect(false)
            .socketOptions(SocketOptions.builder().connectTimeout(LeanClient.CONNECT_LIMIT).build())
            .build());
  }

  /** One question at a time. */
  CompletionStage<Slots> load() {
    return client.refreshPartitionsAsync().thenApply(_ -> Slots.of(client.getPartitions()));
  }

  @Override
  public void close() {
    client.shutdown(Duration.ZERO, SHUTDOWN_LIMIT);
  }
}
