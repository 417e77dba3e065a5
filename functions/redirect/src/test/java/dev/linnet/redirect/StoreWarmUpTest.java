package dev.linnet.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.config.Secret;
import dev.linnet.links.LinkStore;
import dev.linnet.mongo.MongoConfig;
import dev.linnet.mongo.MongoConnection;
import dev.linnet.mongo.MongoLinkStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoreWarmUpTest {
  @Test
  void a_store_that_is_not_there_is_in_nobodys_way_for_longer_than_the_limit() {
    try (MongoConnection nobody =
        new MongoConnection(new MongoConfig(new Secret("mongodb://127.0.0.1:9"), "linnet"))) {
      LinkStore store = new MongoLinkStore(nobody);
      long start = System.nanoTime();

      StoreWarmUp.run(store, Duration.ofMillis(200));

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }
}
