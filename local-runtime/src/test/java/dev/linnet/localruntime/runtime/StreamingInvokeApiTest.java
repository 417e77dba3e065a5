package dev.linnet.localruntime.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.localruntime.operator.OperatorListener;
import dev.linnet.localruntime.operator.Readiness;
import dev.linnet.topology.LambdaFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamCompleteEvent;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.ResponseStreamingInvocationType;

/** AWS's own client for Lambda, with another endpoint and nothing else changed. */
@Timeout(60)
class StreamingInvokeApiTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir static Path folder;

  private static Path gate;
  private static TestFunctions functions;
  private static LambdaHost host;
  private static LocalFunction streaming;
  private static OperatorListener listener;
  private static LambdaAsyncClient lambda;

  private final List<String> chunks = new CopyOnWriteArrayList<>();
  private final List<InvokeWithResponseStreamCompleteEvent> ends = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start() {
    gate = folder.resolve("gate");
    functions = TestFunctions.in(folder);
    host = LambdaHost.open(folder);
    streaming =
        host.start(
            new LambdaFunction(
                "streaming", Handlers.Streaming.class.getName(), 160, LIMIT, "for a test"),
            functions.zip(),
            Map.of("GATE", gate.toString()),
            new LambdaHost.Limits(1, LIMIT, LIMIT, false));
    listener = OperatorListener.start("127.0.0.1", 0, new Readiness());
    listener.mount(
        StreamingInvokeApi.PREFIX,
        new StreamingInvokeApi(
            List.of(
                streaming,
                functions.start("echo", event -> event),
                functions.start("failing", StreamingInvokeApiTest::fail))));
    lambda =
        LambdaAsyncClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + listener.port()))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "thing")))
            .httpClientBuilder(NettyNioAsyncHttpClient.builder())
            .build();
  }

  @BeforeEach
  void closeGate() throws IOException {
    Files.deleteIfExists(gate);
  }

  @AfterAll
  static void stop() {
    lambda.close();
    listener.close();
    streaming.close();
    host.close();
    functions.close();
  }

  @Test
  void what_a_function_streams_arrives_while_the_function_still_works() {
    invoke("linnet-streaming", "\"wait\"");

    assertThat(chunks).containsExactly("one ", "two");
    assertThat(ends).singleElement().satisfies(end -> assertThat(end.errorCode()).isNull());
  }

  @Test
  void a_stream_that_fails_midway_ends_with_the_error() {
    invoke("linnet-streaming", "\"fail\"");

    assertThat(chunks).containsExactly("one ");
    assertThat(ends)
        .singleElement()
        .satisfies(end -> assertThat(end.errorDetails()).isEqualTo("{}"));
  }

  @Test
  void a_function_that_dies_midway_is_told_as_lambda_tells_it_and_the_next_call_works() {
    invoke("linnet-streaming", "\"exit\"");

    assertThat(chunks).containsExactly("one ");
    assertThat(ends)
        .singleElement()
        .satisfies(
            end -> {
              assertThat(end.errorCode()).isEqualTo("Runtime.ExitError");
              assertThat(end.errorDetails()).contains("exit status 7");
            });
    chunks.clear();
    invoke("linnet-streaming", "1");
    assertThat(chunks).containsExactly("one ");
  }

  @Test
  void a_streamed_reply_of_a_call_that_wants_it_whole_is_whole() {
    Outcome outcome = streaming.invoke(Call.of("1".getBytes(StandardCharsets.UTF_8)));

    assertThat(outcome.payload()).asString(StandardCharsets.UTF_8).isEqualTo("one ");
  }

  @Test
  void a_reply_that_is_not_streamed_is_one_chunk_and_its_log_comes_with_the_end() {
    invoke("linnet-echo", "{\"key\":\"k7f3qXw\"}");

    assertThat(chunks).containsExactly("{\"key\":\"k7f3qXw\"}");
    String log =
        new String(Base64.getDecoder().decode(ends.getFirst().logResult()), StandardCharsets.UTF_8);
    assertThat(log).startsWith("START RequestId: ").contains("REPORT RequestId: ");
  }

  @Test
  void a_function_that_throws_gives_its_exception() {
    invoke("linnet-failing", "{}");

    assertThat(chunks).isEmpty();
    assertThat(ends)
        .singleElement()
        .satisfies(
            end -> {
              assertThat(end.errorCode()).isEqualTo("java.lang.IllegalStateException");
              assertThat(end.errorDetails()).contains("\"errorMessage\":\"no key\"");
            });
  }

  @Test
  void what_is_no_call_is_refused_by_the_exception_that_AWS_has_for_it() {
    assertThatThrownBy(() -> invoke("linnet-nobody", "{}"))
        .hasCauseInstanceOf(ResourceNotFoundException.class);
  }

  /** Opens the gate for the function with the first chunk. */
  private void invoke(String name, String event) {
    InvokeWithResponseStreamResponseHandler.Visitor visitor =
        InvokeWithResponseStreamResponseHandler.Visitor.builder()
            .onPayloadChunk(chunk -> take(chunk.payload()))
            .onInvokeComplete(ends::add)
            .build();
    lambda
        .invokeWithResponseStream(
            call ->
                call.functionName(name)
                    .invocationType(ResponseStreamingInvocationType.REQUEST_RESPONSE)
                    .logType(LogType.TAIL)
                    .payload(SdkBytes.fromUtf8String(event)),
            InvokeWithResponseStreamResponseHandler.builder().subscriber(visitor).build())
        .join();
  }

  private void take(SdkBytes payload) {
    chunks.add(payload.asUtf8String());
    try {
      Files.writeString(gate, "open");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fail(String event) {
    throw new IllegalStateException("no key");
  }
}
