package dev.linnet.localruntime.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.localruntime.json.Json;
import dev.linnet.localruntime.operator.OperatorListener;
import dev.linnet.localruntime.operator.Readiness;
import dev.linnet.localruntime.work.Work;
import dev.linnet.topology.EventRule;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** AWS's own client, with nothing but another endpoint. */
class EventBridgeSdkTest {
  private static final Instant NOW = Instant.parse("2026-11-24T05:06:07.891Z");
  private static final EventRule RULE =
      new EventRule("refill-on-low-pool", "linnet.create", "KeyPoolLow", "refill");

  private final List<Work> recorded = new CopyOnWriteArrayList<>();
  private boolean full;
  private OperatorListener listener;
  private EventBridgeClient client;

  @BeforeEach
  void open() {
    EventBus bus = new EventBus(List.of(RULE), this::record);
    listener = OperatorListener.start("127.0.0.1", 0, new Readiness());
    listener.mount("/", new EventBridgeHandler(new EventBridgeApi(bus, () -> NOW)));
    client =
        EventBridgeClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + listener.port()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  @AfterEach
  void close() {
    client.close();
    listener.close();
  }

  @Test
  void an_event_that_matches_a_rule_becomes_work_in_eventbridge_s_envelope() {
    PutEventsResponse reply =
        client.putEvents(
            request ->
                request.entries(
                    entry("{\"free\":3}").toBuilder()
                        .time(Instant.ofEpochSecond(1_000_000_000))
                        .resources("arn:a")
                        .build()));

    assertThat(reply.failedEntryCount()).isZero();
    Work work = recorded.getFirst();
    assertThat(work.function()).isEqualTo("refill");
    assertThat(Json.object(work.event()))
        .containsEntry("version", "0")
        .containsEntry("id", reply.entries().getFirst().eventId())
        .containsEntry("detail-type", "KeyPoolLow")
        .containsEntry("source", "linnet.create")
        .containsEntry("time", "2001-09-09T01:46:40Z")
        .containsEntry("resources", List.of("arn:a"))
        .containsEntry("detail", Map.of("free", 3))
        .containsKeys("account", "region");
  }

  @Test
  void an_event_that_matches_no_rule_is_accepted_and_makes_no_work() {
    PutEventsResponse reply =
        client.putEvents(
            request -> request.entries(entry("{}").toBuilder().detailType("Other").build()));

    assertThat(reply.entries().getFirst().eventId()).isNotEmpty();
    assertThat(recorded).isEmpty();
  }

  @Test
  void entries_that_are_wrong_fail_alone() {
    PutEventsResponse reply =
        client.putEvents(
            request ->
                request.entries(
                    entry("{}"),
                    entry("no JSON"),
                    entry("[]"),
                    entry("{}").toBuilder().source(null).build(),
                    entry("{}").toBuilder().source("aws.ec2").build(),
                    entry("{}").toBuilder().detailType("x".repeat(129)).build()));

    assertThat(reply.failedEntryCount()).isEqualTo(5);
    assertThat(reply.entries())
        .extracting(PutEventsResultEntry::errorCode)
        .containsExactly(
            null,
            "MalformedDetail",
            "MalformedDetail",
            "InvalidArgument",
            "NotAuthorizedForSource",
            "InvalidArgument");
    assertThat(reply.entries().get(3).errorMessage())
        .isEqualTo("Parameter Source is not valid. Reason: Source is a required argument.");
    assertThat(recorded).hasSize(1);
  }

  @Test
  void ten_entries_are_taken_and_eleven_refused() {
    assertThat(put(Collections.nCopies(10, entry("{}"))).entries()).hasSize(10);

    assertThatThrownBy(() -> put(Collections.nCopies(11, entry("{}"))))
        .isInstanceOfSatisfying(
            EventBridgeException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(400);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
            });
    assertThatThrownBy(() -> put(List.of())).isInstanceOf(EventBridgeException.class);
  }

  @Test
  void entries_of_256_kilobytes_together_are_refused() {
    int rest = 256 * 1024 - "linnet.create".length() - "KeyPoolLow".length();

    assertThat(put(List.of(entry(detail(rest - 1)))).failedEntryCount()).isZero();
    assertThatThrownBy(() -> put(List.of(entry(detail(rest)))))
        .isInstanceOf(EventBridgeException.class)
        .hasMessageContaining("Total size of the entries");
  }

  @Test
  void what_cannot_be_recorded_is_not_accepted() {
    full = true;

    PutEventsResponse reply = put(List.of(entry("{}"), entry("{}")));

    assertThat(reply.failedEntryCount()).isEqualTo(2);
    assertThat(reply.entries().getFirst().errorCode()).isEqualTo("ThrottlingException");
  }

  @Test
  void rules_buses_and_targets_can_be_looked_at() {
    assertThat(client.listRules(request -> request.namePrefix("refill")).rules())
        .extracting(Rule::name)
        .containsExactly("refill-on-low-pool");
    assertThat(client.listRules(request -> request.namePrefix("x")).rules()).isEmpty();
    assertThat(client.describeRule(request -> request.name(RULE.name())).eventPattern())
        .isEqualTo(RULE.pattern());
    List<Target> targets = client.listTargetsByRule(request -> request.rule(RULE.name())).targets();
    assertThat(targets).extracting(Target::id).containsExactly("refill");
    assertThat(
            client
                .listRuleNamesByTarget(request -> request.targetArn(targets.getFirst().arn()))
                .ruleNames())
        .containsExactly(RULE.name());
    assertThat(client.listEventBuses(request -> request.limit(1)).eventBuses())
        .singleElement()
        .satisfies(bus -> assertThat(bus.name()).isEqualTo("default"));
    assertThat(client.describeEventBus(request -> request.name("default")).arn())
        .endsWith("event-bus/default");
    assertThatThrownBy(() -> client.describeRule(request -> request.name("other")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void a_pattern_can_be_tried() {
    String event =
        """
        {"id":"1","source":"a","detail-type":"b","account":"0","time":"2026-11-24T05:06:07Z",
         "region":"local","resources":[],"detail":{"n":5}}\
        """;

    assertThat(matches("{\"detail\":{\"n\":[{\"numeric\":[\">\",4]}]}}", event)).isTrue();
    assertThat(matches("{\"source\":[{\"prefix\":\"z\"}]}", event)).isFalse();
    assertThatThrownBy(() -> matches("{\"source\":\"a\"}", event))
        .isInstanceOf(InvalidEventPatternException.class);
  }

  @Test
  void an_operation_that_is_not_there_is_unknown() {
    assertThatThrownBy(() -> client.deleteRule(request -> request.name("x")))
        .isInstanceOfSatisfying(
            EventBridgeException.class,
            e ->
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException"));
  }

  private boolean record(List<Work> work) {
    if (!full) {
      recorded.addAll(work);
    }
    return !full;
  }

  private boolean matches(String pattern, String event) {
    return client.testEventPattern(request -> request.eventPattern(pattern).event(event)).result();
  }

  private PutEventsResponse put(List<PutEventsRequestEntry> entries) {
    return client.putEvents(request -> request.entries(entries));
  }

  private static String detail(int size) {
    return "{\"a\":\"" + "x".repeat(size - 8) + "\"}";
  }

  private static PutEventsRequestEntry entry(String detail) {
    return PutEventsRequestEntry.builder()
        .source("linnet.create")
        .detailType("KeyPoolLow")
        .detail(detail)
        .build();
  }
}
