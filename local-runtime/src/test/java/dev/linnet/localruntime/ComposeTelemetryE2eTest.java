package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.linnet.otlp.OtlpReceiver;
import dev.linnet.otlp.ReceivedSpan;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stack of docker-compose.yml: what it tells of a request, and what it never tells. */
@Tag("compose")
class ComposeTelemetryE2eTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration HEALING_LIMIT = Duration.ofSeconds(90);

  /** A crash may lose keys; here it lost all blocks but two. */
  private static final String POOL_IS_LOW =
      "DELETE FROM key_block WHERE first_number NOT IN"
          + " (SELECT first_number FROM key_block ORDER BY first_number DESC LIMIT 2)";

  private static ComposeStack stack;
  private static OtlpReceiver receiver;
  private static Traces traces;
  private static Client client;

  @BeforeAll
  static void start() {
    stack = ComposeStack.started();
    receiver = stack.telemetry();
    traces = new Traces(receiver);
    client = new Client(stack.address());
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  @Test
  void a_create_is_one_trace_from_nginx_to_the_refill_that_it_causes() {
    Instant start = Instant.now();
    stack.compose("exec", "-T", "postgres", "psql", "-q", "-d", "url_shortener", "-c", POOL_IS_LOW);
    String trace = createThatCausesARefill();

    JsonNode edge = accessLog(start, trace);
    assertThat(edge.path("path").stringValue()).isEqualTo("/api/v1/create");
    assertThat(edge.path("status").intValue()).isEqualTo(201);
    ReceivedSpan server = traces.named(trace, "POST /api/v1/create");
    assertThat(server.parent()).isEqualTo(edge.path("span_id").stringValue());
    assertThat(server.kind()).isEqualTo("SERVER");
    assertThat(server.service()).isEqualTo("linnet-create");
    assertThat(server.attributes())
        .containsEntry("http.request.method", "POST")
        .containsEntry("http.route", "/api/v1/create")
        .containsEntry("http.response.status_code", "201")
        .containsEntry("faas.trigger", "http")
        .containsEntry("faas.invocation_id", edge.path("request_id").stringValue());

    ReceivedSpan handler = traces.childOf(server, "create");
    assertThat(handler.attributes()).containsEntry("linnet.outcome", "created");
    traces.assertBackend(handler, "DELETE key_block", "postgresql", "DELETE");
    traces.assertBackend(handler, "insert links", "mongodb", "insert");
    traces.assertBackend(handler, "SET", "redis", "SET");

    ReceivedSpan sent = traces.childOf(handler, "send KeyPoolLow");
    assertThat(sent.kind()).isEqualTo("PRODUCER");
    assertThat(sent.attributes())
        .containsEntry("messaging.system", "aws.eventbridge")
        .containsEntry("messaging.operation.name", "PutEvents")
        .containsEntry("messaging.destination.name", "KeyPoolLow");
    ReceivedSpan refill = traces.childOf(sent, "process event");
    assertThat(refill.kind()).isEqualTo("CONSUMER");
    assertThat(refill.service()).isEqualTo("linnet-refill");
    assertThat(refill.attributes())
        .containsEntry("faas.trigger", "pubsub")
        .containsEntry("messaging.operation.type", "process");
    traces.assertBackend(refill, "COPY key_block", "postgresql", "COPY");
    traces.assertConnected(trace, server.parent());
  }

  /** A create claims keys when the block before is used up; nobody knows which one that is. */
  private static String createThatCausesARefill() {
    Set<String> made = new HashSet<>();
    return await()
        .atMost(LIMIT)
        .until(
            () -> {
              made.add(Traces.idIn(client.create("{\"long_url\":\"https://www.example.com/\"}")));
              return receiver.spans().stream()
                  .filter(span -> span.name().equals("COPY key_block"))
                  .map(ReceivedSpan::trace)
                  .filter(made::contains)
                  .findFirst();
            },
            Optional::isPresent)
        .orElseThrow();
  }

  @Test
  void a_redirect_is_one_trace_from_nginx_through_redis_to_mongodb() {
    Instant start = Instant.now();
    String key = client.shorten("https://www.example.com/followed");
    String cached = Traces.idIn(client.get("/" + key));
    String forgotten = client.shorten("https://www.example.com/forgotten");
    stack.compose(
        "exec",
        "-T",
        "redis",
        "sh",
        "-c",
        "REDISCLI_AUTH=\"$(cat /run/secrets/redis_password)\" redis-cli flushall");
    String stored = Traces.idIn(client.get("/" + forgotten));

    ReceivedSpan fromRedis = redirect(start, cached, key, "redis");
    traces.assertBackend(fromRedis, "GET", "redis", "GET");
    ReceivedSpan fromMongo = redirect(start, stored, forgotten, "store");
    traces.assertBackend(fromMongo, "GET", "redis", "GET");
    traces.assertBackend(fromMongo, "find links", "mongodb", "find");
    traces.assertBackend(fromMongo, "SET", "redis", "SET");
  }

  /** The span of the handler. */
  private static ReceivedSpan redirect(Instant start, String trace, String key, String layer) {
    JsonNode edge = accessLog(start, trace);
    assertThat(edge.path("path").stringValue()).isEqualTo("/" + key);
    assertThat(edge.path("cache").stringValue()).isEqualTo("MISS");
    ReceivedSpan server = traces.named(trace, "GET /{key}");
    assertThat(server.parent()).isEqualTo(edge.path("span_id").stringValue());
    assertThat(server.service()).isEqualTo("linnet-redirect");
    assertThat(server.attributes())
        .containsEntry("http.route", "/{key}")
        .containsEntry("http.response.status_code", "302");
    ReceivedSpan handler = traces.childOf(server, "redirect");
    assertThat(handler.attributes())
        .containsEntry("linnet.outcome", "found")
        .containsEntry("linnet.cache.layer", layer)
        .containsEntry("linnet.key", key);
    traces.assertConnected(trace, server.parent());
    return handler;
  }

  /** Nginx's line of the request. */
  private static JsonNode accessLog(Instant start, String trace) {
    String line =
        await()
            .atMost(LIMIT)
            .until(
                () ->
                    stack
                        .logs("--since", start.toString(), "nginx")
                        .lines()
                        .filter(each -> each.contains("\"trace_id\":\"" + trace + "\""))
                        .findFirst()
                        .orElse(""),
                found -> !found.isEmpty());
    // Compose may put the terminal's colours around it.
    return JsonMapper.shared()
        .readTree(line.substring(line.indexOf('{'), line.lastIndexOf('}') + 1));
  }

  @Test
  void what_a_client_confides_is_in_no_log_and_no_span_whatever_is_down() {
    Instant start = Instant.now();
    String key = client.shorten("https://www.example.com/known");
    try (MarkedInputs inputs = new MarkedInputs(stack.address())) {
      inputs.send(key);
      List<String> backends = stack.containers("mongo", "redis", "pgbouncer");
      ComposeStack.docker("kill", backends);
      inputs.send(key);
      List<String> functions = stack.containers("create", "redirect");
      ComposeStack.docker("kill", functions);
      inputs.send(key);
      ComposeStack.docker("start", backends);
      ComposeStack.docker("start", functions);
      await().atMost(HEALING_LIMIT).until(ComposeTelemetryE2eTest::isWell);
      inputs.send(key);
    }
    awaitTelemetry();

    assertThat(MarkedInputs.leaksOf(stack.logs("--since", start.toString()))).isEmpty();
    assertThat(MarkedInputs.leaksOf(receiver.spans().toString())).isEmpty();
    assertThat(MarkedInputs.leaksOf(receiver.metrics().toString())).isEmpty();
  }

  private static boolean isWell() {
    return client.get("/health").statusCode() == 200
        && client.create("{\"long_url\":\"https://www.example.com/well\"}").statusCode() == 201
        && client.get("/nobody-has-it").statusCode() == 404;
  }

  /** What is sent after everything else has arrived. */
  private static void awaitTelemetry() {
    HttpResponse<String> made = client.create("{\"long_url\":\"https://www.example.com/last\"}");
    traces.named(Traces.idIn(made), "create");
    traces.named(Traces.idIn(client.get("/" + Client.keyOf(made))), "redirect");
    int exports = receiver.metrics().size();
    await().atMost(LIMIT).until(() -> receiver.metrics().size() > exports + 10);
  }

  @Test
  void no_secret_of_the_stack_is_in_a_log_or_in_telemetry() {
    String logs =
        stack.logs("create", "redirect", "worker", "pgbouncer", "postgres", "mongo", "redis");
    String told = receiver.spans().toString() + receiver.metrics();

    assertThat(stack.secretTexts())
        .hasSizeGreaterThan(7)
        .allSatisfy(
            secret -> {
              assertThat(logs.contains(secret)).as("in logs").isFalse();
              assertThat(told.contains(secret)).as("in telemetry").isFalse();
            });
  }
}
