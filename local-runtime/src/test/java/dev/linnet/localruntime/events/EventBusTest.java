package dev.linnet.localruntime.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.linnet.localruntime.runtime.TestFunctions;
import dev.linnet.topology.EventRule;
import dev.linnet.topology.RetryPolicy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bus behind its HTTP end, spoken to as the AWS SDK does. */
class EventBusTest {
  private static final Instant NOW = Instant.parse("2026-11-24T05:06:07.891Z");
  private static final String ENTRY =
      """
      {"Source":"linnet.create","DetailType":"KeyPoolLow","Detail":"{\\"free\\":3}",
       "EventBusName":"linnet","Time":1.0E9,"Resources":["a"]}\
      """;

  @TempDir private Path folder;
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final BackgroundWork work = new BackgroundWork(new RetryPolicy(0, Duration.ZERO));
  private final HttpClient client = HttpClient.newHttpClient();
  private TestFunctions functions;
  private PutEventsEndpoint endpoint;
  private URI address;

  @BeforeEach
  void open() throws Exception {
    functions = TestFunctions.in(folder);
    EventBus bus = new EventBus(work);
    bus.add(
        new EventRule("on-low", "linnet.create", "KeyPoolLow", "refill"),
        functions.start("refill", this::note));
    int port = freePort();
    endpoint = PutEventsEndpoint.start(bus, port, () -> NOW);
    address = URI.create("http://127.0.0.1:" + port + "/");
  }

  @AfterEach
  void close() {
    endpoint.close();
    work.close();
    functions.close();
    client.close();
  }

  @Test
  void an_event_that_matches_a_rule_reaches_the_rule_s_function_in_eventbridge_s_envelope()
      throws Exception {
    HttpResponse<String> reply = put("{\"Entries\":[" + ENTRY + "]}");

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .matches("\\{\"FailedEntryCount\":0,\"Entries\":\\[\\{\"EventId\":\"[0-9a-f-]{36}\"}]}");
    await().until(() -> calls.size() == 1);
    assertThat(calls.getFirst())
        .contains(
            "\"version\":\"0\"",
            "\"detail-type\":\"KeyPoolLow\"",
            "\"source\":\"linnet.create\"",
            "\"time\":\"2026-11-24T05:06:07Z\"",
            "\"detail\":{\"free\":3}");
  }

  @Test
  void an_event_that_matches_no_rule_is_accepted_and_reaches_nobody() throws Exception {
    String other = ENTRY.replace("KeyPoolLow", "Other");

    assertThat(put("{\"Entries\":[" + other + "," + ENTRY + "]}").statusCode()).isEqualTo(200);

    await().until(() -> calls.size() == 1);
    assertThat(calls.getFirst()).contains("KeyPoolLow");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"Entries\":[]}                        | ValidationException",
        "{}                                      | ValidationException",
        "{\"Entries\":[                          | SerializationException",
        "no JSON                                 | SerializationException",
      })
  void a_request_that_is_not_right_is_refused_as_aws_does(String body, String error)
      throws Exception {
    HttpResponse<String> reply = put(body);

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).isEqualTo("{\"__type\":\"" + error + "\"}");
    assertThat(calls).isEmpty();
  }

  @Test
  void more_than_ten_events_at_once_are_refused() throws Exception {
    String eleven = String.join(",", Collections.nCopies(11, ENTRY));

    assertThat(put("{\"Entries\":[" + eleven + "]}").statusCode()).isEqualTo(400);
  }

  @Test
  void another_operation_is_unknown() throws Exception {
    HttpResponse<String> reply = send("AWSEvents.ListRules", "{}");

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).contains("UnknownOperationException");
  }

  private HttpResponse<String> put(String body) throws Exception {
    return send("AWSEvents.PutEvents", body);
  }

  private HttpResponse<String> send(String target, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(10))
            .header("X-Amz-Target", target)
            .header("Content-Type", "application/x-amz-json-1.1")
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private String note(String event) {
    calls.add(event);
    return "noted";
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
