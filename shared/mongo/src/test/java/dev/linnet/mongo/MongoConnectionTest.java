package dev.linnet.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.linnet.config.Secret;
import dev.linnet.links.CreationId;
import dev.linnet.links.IdempotencyLog.Entry;
import dev.linnet.links.Link;
import dev.linnet.links.LinkStore.Insertion;
import dev.linnet.links.ShortKey;
import dev.linnet.links.TargetUrl;
import dev.linnet.links.Unavailable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MongoConnectionTest {
  private static final ShortKey KEY = new ShortKey("k7f3qXw");
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void nothing_is_connected_before_the_first_use() throws IOException {
    try (Relay nobody = Relay.toNobody();
        MongoConnection connection = TestMongo.connectTo(nobody.port())) {
      assertThat(connection.use()).isEqualTo(new ConnectionUse(64, 0, 0, 0, 0));
      assertThat(nobody.connections()).isZero();
    }
  }

  @Test
  void a_server_that_never_answers_is_unavailable_to_every_call() throws Exception {
    try (Relay nobody = Relay.toNobody();
        MongoConnection connection = TestMongo.connectTo(nobody.port());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      MongoLinkStore store = new MongoLinkStore(connection);
      MongoIdempotencyLog log = new MongoIdempotencyLog(connection);
      List<ThrowingCallable> calls =
          List.of(
              connection::ping,
              () -> store.find(KEY),
              () -> store.insert(link()),
              () -> store.removeExpired(NOW, LONG),
              store::ensureIndexes,
              () -> log.find("hash", NOW),
              () -> log.record(entry()),
              () -> log.removeOld(NOW, LONG),
              log::ensureIndexes,
              () -> MongoStatistics.read(connection));
      for (Future<?> checked :
          calls.stream().map(call -> threads.submit(() -> assertUnavailable(call))).toList()) {
        checked.get();
      }
    }
  }

  @Test
  void a_server_that_falls_silent_is_unavailable_and_used_again_when_it_answers()
      throws IOException {
    try (TestMongo server = TestMongo.start();
        Relay relay = Relay.to(server.port());
        MongoConnection connection = TestMongo.connectTo(relay.port())) {
      MongoLinkStore store = new MongoLinkStore(connection);
      store.insert(link());
      relay.freeze();
      assertUnavailable(() -> store.find(KEY));
      assertUnavailable(() -> store.find(KEY));
      relay.thaw();
      await()
          .atMost(LONG)
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(store.find(KEY)).isPresent());
    }
  }

  @Test
  void a_server_that_comes_back_on_its_port_is_used_again() {
    TestMongo server = TestMongo.start();
    int port = server.port();
    try (MongoConnection connection = server.connect()) {
      MongoLinkStore store = new MongoLinkStore(connection);
      store.insert(link());
      server.close();
      assertUnavailable(() -> store.find(KEY));
      assertUnavailable(() -> store.insert(link()));
      try (TestMongo again = TestMongo.startOn(port)) {
        assertThat(again.port()).isEqualTo(port);
        await()
            .atMost(LONG)
            .ignoreExceptions()
            .untilAsserted(() -> assertThat(store.insert(link())).isEqualTo(Insertion.STORED));
      }
    }
  }

  @Test
  void a_disconnected_connection_connects_again() {
    try (TestMongo server = TestMongo.start();
        MongoConnection connection = server.connect()) {
      connection.disconnect();
      connection.ping();
      assertThat(connection.use().size()).isEqualTo(1);
      connection.disconnect();
      assertThat(connection.use()).isEqualTo(new ConnectionUse(64, 0, 0, 0, 0));
      connection.ping();
    }
  }

  @Test
  void a_closed_connection_stays_closed() {
    try (TestMongo server = TestMongo.start()) {
      MongoConnection connection = server.connect();
      connection.ping();
      connection.close();
      assertUnavailable(connection::ping);
      assertThatCode(connection::close).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mongodb+srv://:/", "mongodb://no-such-name.invalid"})
  void a_name_that_leads_nowhere_is_unavailable(String uri) {
    try (MongoConnection connection =
        new MongoConnection(new MongoConfig(new Secret(uri), "test"))) {
      assertUnavailable(connection::ping);
    }
  }

  @Test
  void a_free_connection_is_seen() {
    try (TestMongo server = TestMongo.start();
        MongoConnection connection = server.connect()) {
      connection.ping();
      assertThat(connection.use()).isEqualTo(new ConnectionUse(64, 1, 0, 1, 0));
    }
  }

  @Test
  void a_busy_connection_and_whoever_waits_for_it_are_seen() throws Exception {
    try (TestMongo server = TestMongo.start();
        Relay relay = Relay.to(server.port());
        MongoConnection connection = TestMongo.connectTo(relay.port(), "/?maxPoolSize=1")) {
      connection.ping();
      relay.freeze();
      Thread one = Thread.ofVirtual().start(() -> assertUnavailable(connection::ping));
      Thread other = Thread.ofVirtual().start(() -> assertUnavailable(connection::ping));
      await()
          .pollInterval(Duration.ofMillis(5))
          .untilAsserted(
              () -> assertThat(connection.use()).isEqualTo(new ConnectionUse(1, 1, 1, 0, 1)));
      one.join();
      other.join();
      await()
          .untilAsserted(
              () -> assertThat(connection.use()).isEqualTo(new ConnectionUse(1, 0, 0, 0, 0)));
    }
  }

  private static Link link() {
    return LinkStoreContract.link(KEY, TargetUrl.ofAscii("https://a.example/"), null);
  }

  private static Entry entry() {
    return new Entry("hash", "body", KEY, CreationId.random(), NOW);
  }

  private static void assertUnavailable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Unavailable.class, fault -> assertThat(fault.backend()).isEqualTo("link store"));
  }
}
