package dev.linnet.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.links.ShortKey;
import dev.linnet.links.TargetUrl;
import dev.linnet.mongo.MongoStatistics.CollectionSize;
import org.junit.jupiter.api.Test;

class MongoStatisticsTest {
  @Test
  void an_empty_database_is_told_of() {
    try (TestMongo server = TestMongo.start();
        MongoConnection connection = server.connect()) {
      assertThat(MongoStatistics.read(connection).collections())
          .containsExactly(new CollectionSize("links", 0), new CollectionSize("idempotency", 0));
    }
  }

  @Test
  void documents_are_counted_and_weighed() {
    try (TestMongo server = TestMongo.start();
        MongoConnection connection = server.connect()) {
      MongoLinkStore store = new MongoLinkStore(connection);
      for (int i = 0; i < 3; i++) {
        TargetUrl target = TargetUrl.ofAscii("https://a.example/");
        store.insert(LinkStoreContract.link(new ShortKey("key" + i), target, null));
      }
      MongoStatistics statistics = MongoStatistics.read(connection);
      assertThat(statistics.collections()).contains(new CollectionSize("links", 3));
      assertThat(statistics.storage())
          .satisfies(storage -> assertThat(storage.data()).isPositive());
      assertThat(statistics.connections().limit()).isEqualTo(64);
    }
  }
}
