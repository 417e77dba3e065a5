package dev.linnet.redis;

import dev.linnet.links.LinkCache;

/** The contract, unchanged, on a cluster. */
@OnCluster
final class RedisClusterTest extends LinkCacheContract {
  @Override
  LinkCache over(RedisLinkCache remote) {
    return remote;
  }
}
