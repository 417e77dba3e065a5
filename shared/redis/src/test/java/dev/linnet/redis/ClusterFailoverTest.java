package dev.linnet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A node that dies for good, and the replica that the others choose in its place. */
@OnCluster
@Tag("endurance")
final class ClusterFailoverTest extends OnRedis {
  private static final NearCacheConfig TRACKED =
      new NearCacheConfig(true, Duration.ofSeconds(60), Duration.ofSeconds(30), 1_000);
  private static final int HOME = TestCluster.home(NAME);

  @Test
  void the_replica_of_a_killed_node_takes_over_and_memory_stays_honest() throws IOException {
    TestCluster cluster = (TestCluster) server;
    int replica = cluster.addReplica(HOME);
    NearCache near = near(TRACKED);
    RedisLinkCache other = remote(LONG);
    other.put(KEY, A);
    await().atMost(LONG).ignoreExceptions().untilAsserted(() -> keepInMemory(near));
    assertThat(cluster.commands(HOME).waitForReplication(1, LONG.toMillis())).isEqualTo(1);
    cluster.node(HOME).kill();
    await().atMost(LONG.multipliedBy(3)).ignoreExceptions().until(() -> writes(other));
    assertThat(cluster.commands(replica).get(NAME)).isEqualTo("1L - https://b.example/");
    awaitRead(near, hit(B));
    other.put(KEY, A);
    awaitRead(near, hit(A));
  }

  private static boolean writes(RedisLinkCache cache) {
    cache.put(KEY, B);
    return true;
  }
}
