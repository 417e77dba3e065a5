package dev.linnet.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.links.LinkStore;
import dev.linnet.links.LinkStore.Removal;
import dev.linnet.links.ShortKey;
import dev.linnet.links.TargetUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongoLinkStoreTest extends LinkStoreContract {
  private static final Instant EXPIRY = Instant.parse("2027-01-02T03:04:05.678Z");

  private static TestMongo server;
  private MongoConnection connection;
  private MongoLinkStore store;

  @BeforeAll
  static void start() {
    server = TestMongo.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() {
    connection = server.connect();
    store = new MongoLinkStore(connection);
    store.ensureIndexes();
  }

  @AfterEach
  void close() {
    connection.close();
  }

  @Override
  LinkStore store() {
    return store;
  }

  @Test
  void a_plain_link_is_a_small_document() {
    ShortKey key = new ShortKey("abc");
    store.insert(link(key, TargetUrl.ofAscii("https://a.example/"), null));
    assertThat(documents())
        .singleElement()
        .satisfies(
            document -> {
              assertThat(document.keySet())
                  .isEqualTo(Set.of("_id", "target", "created_at", "creation"));
              assertThat(document)
                  .containsEntry("_id", "abc")
                  .containsEntry("target", "https://a.example/");
            });
  }

  @Test
  void a_link_that_expires_and_is_not_ascii_says_so() {
    TargetUrl target = new TargetUrl("https://ä.example/", "https://xn--4ca.example/");
    store.insert(link(new ShortKey("abc"), target, EXPIRY));
    assertThat(documents())
        .singleElement()
        .satisfies(
            document ->
                assertThat(document)
                    .containsEntry("location", "https://xn--4ca.example/")
                    .containsEntry("expires_at", Date.from(EXPIRY)));
  }

  @Test
  void more_than_one_batch_of_expired_links_is_removed() {
    int count = 2 * Sweep.BATCH + 1;
    List<Document> expired = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TargetUrl target = TargetUrl.ofAscii("https://a.example/");
      expired.add(LinkDocument.of(link(new ShortKey("key" + i), target, EXPIRY.plusMillis(i))));
    }
    connection.call(database -> database.getCollection("links").insertMany(expired));
    assertThat(store.removeExpired(EXPIRY.plusSeconds(60), Duration.ofMinutes(1)))
        .isEqualTo(new Removal(count, true));
    assertThat(documents()).isEmpty();
  }

  @Test
  void the_indexes_can_be_ensured_again() {
    store.ensureIndexes();
    List<Document> indexes =
        connection.call(
            database -> database.getCollection("links").listIndexes().into(new ArrayList<>()));
    assertThat(indexes)
        .extracting(index -> index.getString("name"))
        .containsExactlyInAnyOrder("_id_", "expires_at");
  }

  private List<Document> documents() {
    return connection.call(
        database -> database.getCollection("links").find().into(new ArrayList<>()));
  }
}
