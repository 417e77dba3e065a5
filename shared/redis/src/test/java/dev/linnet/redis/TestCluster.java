package dev.linnet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A real Redis Cluster of processes of a test's own: three masters, and replicas on request. */
final class TestCluster implements TestServer {
  private static final int MASTERS = 3;
  private static final Duration LIMIT = Duration.ofSeconds(30); // nodes find each other by gossip
  private static final List<String> OPTIONS =
      List.of(
          "--cluster-enabled yes",
          "--cluster-node-timeout 2000",
          "--cluster-require-full-coverage no",
          "--cluster-replica-validity-factor 0",
          "--repl-diskless-sync-delay 0");

  private final List<TestRedis> nodes = new ArrayList<>();
  private final List<RedisClient> clients = new ArrayList<>();
  private final Map<Integer, RedisCommands<String, String>> commands = new TreeMap<>();

  private TestCluster() {}

  static TestCluster start() throws IOException {
    TestCluster cluster = new TestCluster();
    try {
      for (int i = 0; i < MASTERS; i++) {
        cluster.launch();
      }
      for (int i = 0; i < MASTERS; i++) {
        cluster.ask(i, "SET-CONFIG-EPOCH", Integer.toString(i + 1));
        int first = SlotHash.SLOT_COUNT * i / MASTERS;
        int next = SlotHash.SLOT_COUNT * (i + 1) / MASTERS;
        cluster.ask(i, "ADDSLOTSRANGE", Integer.toString(first), Integer.toString(next - 1));
        cluster.meet(i);
      }
      cluster.awaitWhole();
      return cluster;
    } catch (Throwable e) {
      cluster.close();
      throw e;
    }
  }

  @Override
  public RedisConfig config(Duration timeout) {
    List<RedisServer> seeds = nodes.stream().map(TestCluster::server).toList();
    RedisConfig one = nodes.getFirst().config(timeout);
    return new RedisConfig(
        seeds, true, one.password(), false, one.ttl(), one.negativeTtl(), timeout);
  }

  @Override
  public int port() {
    return nodes.getFirst().port();
  }

  @Override
  public void kill() {
    nodes.forEach(TestRedis::kill);
  }

  @Override
  public void startAgain() {
    nodes.forEach(TestRedis::startAgain);
    awaitWhole();
  }

  @Override
  public void freeze() {
    nodes.forEach(TestRedis::freeze);
  }

  @Override
  public void thaw() {
    nodes.forEach(TestRedis::thaw);
  }

  @Override
  public void close() {
    clients.forEach(client -> client.shutdown(Duration.ZERO, LIMIT));
    nodes.forEach(TestRedis::close);
  }

  int size() {
    return nodes.size();
  }

  TestRedis node(int i) {
    return nodes.get(i);
  }

  /** The number of the node that has the key's slot at the start. */
  static int home(String name) {
    return Math.ceilDiv((SlotHash.getSlot(name) + 1) * MASTERS, SlotHash.SLOT_COUNT) - 1;
  }

  RedisCommands<String, String> commands(int i) {
    return commands.computeIfAbsent(i, this::connect);
  }

  private RedisCommands<String, String> connect(int i) {
    RedisURI uri =
        RedisURI.builder()
            .withHost(TestRedis.HOST)
            .withPort(nodes.get(i).port())
            .withTimeout(LIMIT)
            .build();
    RedisClient client = RedisClient.create(uri);
    clients.add(client);
    return client.connect().sync();
  }

  String id(int i) {
    return commands(i).clusterMyId();
  }

  void flush() {
    for (int i = 0; i < MASTERS; i++) {
      commands(i).flushall();
    }
  }

  /** A replica of one of the masters, in step with it when this returns. */
  int addReplica(int master) throws IOException {
    launch();
    int replica = nodes.size() - 1;
    meet(replica);
    String masterId = id(master);
    await().atMost(LIMIT).until(() -> commands(replica).clusterNodes().contains(masterId));
    ask(replica, "REPLICATE", masterId);
    await()
        .atMost(LIMIT)
        .until(() -> commands(replica).info("replication").contains("master_link_status:up"));
    awaitWhole();
    return replica;
  }

  /** This, then {@link #moveKeys} and {@link #endMove}, is what {@code redis-cli reshard} does. */
  void beginMove(int slot, int from, int to) {
    ask(to, "SETSLOT", Integer.toString(slot), "IMPORTING", id(from));
    ask(from, "SETSLOT", Integer.toString(slot), "MIGRATING", id(to));
  }

  void moveKeys(int slot, int from, int to) {
    for (String key : commands(from).clusterGetKeysInSlot(slot, 1_000)) {
      commands(from).migrate(TestRedis.HOST, nodes.get(to).port(), key, 0, LIMIT.toMillis());
    }
  }

  void endMove(int slot, int from, int to) {
    ask(to, "SETSLOT", Integer.toString(slot), "NODE", id(to));
    ask(from, "SETSLOT", Integer.toString(slot), "NODE", id(to));
  }

  void ask(int i, String... words) {
    CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8);
    Stream.of(words).forEach(args::add);
    String reply =
        commands(i).dispatch(CommandType.CLUSTER, new StatusOutput<>(StringCodec.UTF8), args);
    assertThat(reply).isEqualTo("OK");
  }

  private void launch() throws IOException {
    nodes.add(TestRedis.start(OPTIONS));
  }

  private void meet(int i) {
    TestRedis first = nodes.getFirst();
    if (i > 0) {
      ask(
          i,
          "MEET",
          TestRedis.HOST,
          Integer.toString(first.port()),
          Integer.toString(first.busPort()));
    }
  }

  /**
   * Every node knows all the others, and serves all slots; for seconds after its start it does not.
   */
  private void awaitWhole() {
    for (int i = 0; i < nodes.size(); i++) {
      int node = i;
      await()
          .atMost(LIMIT)
          .ignoreExceptions()
          .until(
              () ->
                  commands(node)
                      .clusterInfo()
                      .matches(
                          "(?s).*cluster_state:ok.*cluster_slots_ok:"
                              + SlotHash.SLOT_COUNT
                              + ".*"));
      await()
          .atMost(LIMIT)
          .until(
              () -> commands(node).clusterInfo().contains("cluster_known_nodes:" + nodes.size()));
    }
  }

  private static RedisServer server(TestRedis node) {
    return new RedisServer(TestRedis.HOST, node.port());
  }
}
