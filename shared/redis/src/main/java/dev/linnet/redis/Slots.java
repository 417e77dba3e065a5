package dev.linnet.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which node of a cluster has which of the 16,384 slots. Immutable. */
final class Slots {
  private final @Nullable RedisServer[] owners;

  private Slots(@Nullable RedisServer[] owners) {
    this.owners = owners;
  }

  static Slots of(Partitions nodes) {
    @Nullable RedisServer[] owners = new RedisServer[SlotHash.SLOT_COUNT];
    for (RedisClusterNode node : nodes) {
      if (node.is(RedisClusterNode.NodeFlag.UPSTREAM)) {
        RedisURI uri = node.getUri();
        RedisServer server = new RedisServer(uri.getHost(), uri.getPort());
        node.forEachSlot(slot -> owners[slot] = server);
      }
    }
    return new Slots(owners);
  }

  /** Null: nobody. */
  @Nullable RedisServer owner(int slot) {
    return owners[slot];
  }

  Set<RedisServer> owners() {
    Set<RedisServer> all = new HashSet<>();
    for (RedisServer owner : owners) {
      if (owner != null) {
        all.add(owner);
      }
    }
    return all;
  }

  Slots with(int slot, RedisServer owner) {
    @Nullable RedisServer[] changed = owners.clone();
    changed[slot] = owner;
    return new Slots(changed);
  }

  /** Whether a slot that had an owner has another one now. */
  boolean tookAnyFrom(Slots earlier) {
    for (int slot = 0; slot < owners.length; slot++) {
      RedisServer before = earlier.owners[slot];
      if (before != null && !Objects.equals(before, owners[slot])) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Slots slots && Arrays.equals(owners, slots.owners);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(owners);
  }
}
