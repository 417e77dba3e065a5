package dev.linnet.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call that is not limited takes the SDK's half minute, and so runs into the time-out here. */
@Timeout(20)
class EventBridgePoolAlarmTest {
  private volatile Instant now = Instant.parse("2026-11-24T12:00:00Z");
  private final InstantSource clock = () -> now;
  private TestBus bus;
  private EventBridgePoolAlarm alarm;

  @BeforeEach
  void open() throws IOException {
    bus = new TestBus();
    alarm = new EventBridgePoolAlarm(bus.config(), clock);
  }

  @AfterEach
  void close() {
    alarm.close();
    bus.close();
  }

  @Test
  void nothing_is_sent_before_the_pool_is_low() {
    assertThat(bus.received()).isEmpty();
  }

  @Test
  void the_event_is_sent_before_the_method_returns() {
    alarm.keyPoolLow();
    assertThat(bus.received())
        .singleElement()
        .satisfies(
            sent -> {
              assertThat(sent.target()).isEqualTo("AWSEvents.PutEvents");
              assertThat(sent.authorization())
                  .startsWith("AWS4-HMAC-SHA256 Credential=local/")
                  .contains("/us-east-1/events/");
              assertThat(sent.body())
                  .contains("\"Source\":\"linnet.create\"")
                  .contains("\"DetailType\":\"KeyPoolLow\"")
                  .contains("\"EventBusName\":\"orders\"")
                  .contains("\"Detail\":\"{");
            });
  }

  @Test
  void on_hosts_the_client_is_made_before_the_first_event() {
    try (EventBridgePoolAlarm hosts = afterStart(Duration.ofMillis(1))) {
      await().until(hosts::isPrepared);
      assertThat(bus.received()).isEmpty();
    }
  }

  @Test
  void a_client_that_was_made_before_sends_the_event() {
    try (EventBridgePoolAlarm hosts = afterStart(Duration.ZERO)) {
      await().until(hosts::isPrepared);
      hosts.keyPoolLow();
      assertThat(bus.received()).hasSize(1);
    }
  }

  @Test
  void an_alarm_that_was_closed_makes_none() {
    EventBridgePoolAlarm hosts = afterStart(Duration.ofMillis(200));
    hosts.close();
    await().during(Duration.ofMillis(400)).until(() -> !hosts.isPrepared());
  }

  private EventBridgePoolAlarm afterStart(Duration start) {
    return new EventBridgePoolAlarm(bus.config(), clock, (_, send) -> send.accept(Map.of()), start);
  }

  @Test
  void it_is_sent_every_five_seconds_at_most() {
    alarm.keyPoolLow();
    alarm.keyPoolLow();
    now = now.plusMillis(4_999);
    alarm.keyPoolLow();
    assertThat(bus.received()).hasSize(1);
    now = now.plusMillis(1);
    alarm.keyPoolLow();
    alarm.keyPoolLow();
    assertThat(bus.received()).hasSize(2);
  }

  @Test
  void of_many_threads_at_once_one_sends_it() throws Exception {
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      calls.add(
          () -> {
            alarm.keyPoolLow();
            return true;
          });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(calls)) {
        assertThat(done.get()).isTrue();
      }
    }
    assertThat(bus.received()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\0',
      delimiter = '|',
      value = {
        "200 | {\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"ThrottlingException\"}]}",
        "200 | {}",
        "200 | not JSON",
        "400 | {\"__type\":\"ValidationException\",\"message\":\"no\"}",
        "403 | {\"__type\":\"AccessDeniedException\",\"message\":\"no\"}",
        "500 | {\"__type\":\"InternalException\",\"message\":\"no\"}",
        "503 | unavailable"
      })
  void a_bus_that_refuses_harms_nobody_and_is_tried_again_five_seconds_later(
      int status, String reply) {
    bus.answer(status, reply);
    assertThatCode(alarm::keyPoolLow).doesNotThrowAnyException();
    int tries = bus.received().size();
    assertThat(tries).isPositive();
    alarm.keyPoolLow();
    assertThat(bus.received()).hasSize(tries);

    bus.answer(200, "{\"FailedEntryCount\":0,\"Entries\":[]}");
    now = now.plus(Duration.ofSeconds(5));
    alarm.keyPoolLow();
    assertThat(bus.received()).hasSize(tries + 1);
  }

  @Test
  void a_bus_that_never_answers_is_given_up_soon() {
    bus.fallSilent();
    assertThatCode(alarm::keyPoolLow).doesNotThrowAnyException();
    assertThat(bus.received()).isNotEmpty();
  }

  @Test
  void a_bus_that_is_not_there_harms_nobody() throws IOException {
    URI nowhere;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nowhere = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    try (EventBridgePoolAlarm lost =
        new EventBridgePoolAlarm(new EventsConfig("default", nowhere), clock)) {
      assertThatCode(lost::keyPoolLow).doesNotThrowAnyException();
    }
  }

  @Test
  void after_a_disconnect_a_new_client_sends() {
    alarm.keyPoolLow();
    alarm.disconnect();
    alarm.disconnect();
    now = now.plus(Duration.ofSeconds(5));
    alarm.keyPoolLow();
    assertThat(bus.received()).hasSize(2);
  }
}
