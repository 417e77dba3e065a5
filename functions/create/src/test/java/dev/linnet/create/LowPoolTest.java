package dev.linnet.create;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.testbed.Captured;
import dev.linnet.testbed.EventSink;
import dev.linnet.testbed.Lambda;
import dev.linnet.testbed.Reply;
import dev.linnet.testbed.Servers;
import dev.linnet.topology.EventRule;
import dev.linnet.topology.Topology;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a create tells the event bus when keys run out; the AWS SDK brings it there over HTTP. */
class LowPoolTest {
  private static final String LINK = "{\"long_url\":\"https://www.example.com\"}";

  private static final int KEYS = 640;
  private static final int ABOVE = 2 * KEYS; // low marks
  private static final int BELOW = KEYS / 2;

  private static Servers servers;
  private EventSink bus;

  @BeforeAll
  static void start(@TempDir Path folder) {
    servers = new Servers(folder);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @BeforeEach
  void open() {
    bus = new EventSink();
    servers.fillPool(KEYS);
  }

  @AfterEach
  void close() {
    bus.close();
  }

  @Test
  void a_claim_that_finds_the_pool_low_sends_the_event_before_the_reply() {
    try (Lambda create = create(bus.address(), ABOVE)) {
      Reply reply = make(create);

      assertThat(reply.status()).isEqualTo(201);
      assertThat(bus.entries())
          .singleElement()
          .satisfies(
              entry ->
                  assertThat(entry)
                      .containsEntry("Source", rule().source())
                      .containsEntry("DetailType", rule().detailType())
                      .containsEntry("EventBusName", "default")
                      .containsKey("Detail"));
    }
  }

  @Test
  void a_claim_that_finds_enough_sends_nothing() {
    try (Lambda create = create(bus.address(), BELOW)) {
      assertThat(make(create).status()).isEqualTo(201);
      assertThat(bus.entries()).isEmpty();
    }
  }

  @Test
  void an_empty_pool_is_503_with_the_event_until_it_is_filled_again() {
    servers.drainPool();
    try (Lambda create = create(bus.address(), BELOW)) {
      Reply empty = make(create);

      assertThat(empty.status()).isEqualTo(503);
      assertThat(empty.header("Retry-After")).isEqualTo("5");
      assertThat(bus.entries()).hasSize(1);

      servers.fillPool(KEYS);
      assertThat(make(create).status()).isEqualTo(201);
    }
  }

  @Test
  void a_bus_that_is_not_there_is_in_nobodys_way() {
    try (Lambda create = create("http://127.0.0.1:" + Servers.NO_PORT, ABOVE)) {
      assertThat(make(create).status()).isEqualTo(201);
    }
  }

  private static EventRule rule() {
    return Topology.linnet().rules().getFirst();
  }

  private static Lambda create(String bus, int lowMark) {
    return new Lambda(
        new CreateApplication(
            servers.environment(
                "EVENTS_ENDPOINT", bus, "KEY_LOW_MARK", Integer.toString(lowMark))));
  }

  private static Reply make(Lambda create) {
    return create.http(Captured.withBody(Captured.sample("v2/create-base64"), LINK));
  }
}
