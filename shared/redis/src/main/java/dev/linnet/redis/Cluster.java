package dev.linnet.redis;

import dev.linnet.links.Unavailable;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.SlotHash;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a Redis Cluster, each behind a connector of its own. Where a node is away, its
 * entries are refused at once and those of the others are not. A call follows the cluster's
 * redirections. What a near cache keeps is vouched for by the node that has the slot: when slots
 * move to another node, whatever is in memory goes.
 */
final class Cluster implements Sessions, Topology.Watcher {
  private static final int MAX_REDIRECTIONS = 3;

  private final RedisConfig config;
  private final InstantSource clock;
  private final LazyClient client;
  private final Topology topology;
  private final ConcurrentMap<RedisServer, Connector> nodes = new ConcurrentHashMap<>();
  private volatile @Nullable Invalidations invalidations;

  Cluster(RedisConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.client = new LazyClient();
    this.topology = new Topology(client, config, this);
  }

  @Override
  public void track(Invalidations listener) {
    invalidations = listener;
  }

  @Override
  public @Nullable Session current(String name) {
    Slots slots = topology.current();
    RedisServer owner = slots == null ? null : slots.owner(SlotHash.getSlot(name));
    Connector node = owner == null ? null : nodes.get(owner);
    return node == null ? null : node.current();
  }

  @Override
  public <T extends @Nullable Object> T with(String name, Function<Session, T> call) {
    RedisServer server = owner(SlotHash.getSlot(name));
    Session session = node(server).session();
    for (int left = MAX_REDIRECTIONS; ; left--) {
      try {
        return call.apply(session);
      } catch (Unavailable refusal) {
        Optional<Redirection> redirection = Redirection.of(refusal, server);
        if (left == 0 || redirection.isEmpty()) {
          throw refusal;
        }
        server = redirection.get().to();
        session = follow(redirection.get(), name);
      }
    }
  }

  @Override
  public void ping() {
    for (RedisServer server : topology.slots().owners()) {
      node(server).session().ping();
    }
  }

  @Override
  public void disconnect() {
    topology.forget();
    nodes.values().forEach(Connector::disconnect);
  }

  @Override
  public void close() {
    topology.close();
    nodes.values().forEach(Connector::close);
    client.close();
  }

  @Override
  public void loaded(Slots slots, boolean moved) {
    var owners = slots.owners();
    nodes.forEach(
        (server, node) -> {
          if (!owners.contains(server) && node.current() == null && nodes.remove(server, node)) {
            node.close();
          }
        });
    Invalidations listener = invalidations;
    if (moved && listener != null) {
      listener.allChanged();
    }
  }

  @Override
  public boolean isTroubled(Slots slots) {
    return slots.owners().stream()
        .map(nodes::get)
        .anyMatch(node -> node != null && node.isTroubled());
  }

  /**
   * Another node answers for this entry than the one that a near cache, which asked before, takes
   * for its owner: what is read there now is not kept.
   */
  private Session follow(Redirection redirection, String name) {
    if (redirection.forGood()) {
      topology.moved(redirection.slot(), redirection.to());
    }
    Invalidations listener = invalidations;
    if (listener != null) {
      EntryKeys.parse(name).ifPresent(listener::changed);
    }
    Session session = node(redirection.to()).session();
    return redirection.forGood() ? session : session.asking();
  }

  private RedisServer owner(int slot) {
    RedisServer owner = topology.slots().owner(slot);
    if (owner == null) {
      throw new Unavailable("cache", new RedisException("No node has slot " + slot + "."));
    }
    return owner;
  }

  private Connector node(RedisServer server) {
    return nodes.computeIfAbsent(server, this::connector);
  }

  private Connector connector(RedisServer server) {
    Connector connector = new Connector(client, server, config, clock);
    Invalidations listener = invalidations;
    if (listener != null) {
      connector.track(listener);
    }
    return connector;
  }
}
