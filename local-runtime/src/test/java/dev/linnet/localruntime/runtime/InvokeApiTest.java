package dev.linnet.localruntime.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.localruntime.operator.OperatorListener;
import dev.linnet.localruntime.operator.Readiness;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** AWS's own client for Lambda, with another endpoint and nothing else changed. */
@Timeout(60)
class InvokeApiTest {
  @TempDir Path folder;

  private final List<String> submitted = new CopyOnWriteArrayList<>();
  private TestFunctions functions;
  private OperatorListener listener;
  private LambdaClient lambda;

  @BeforeEach
  void start() {
    functions = TestFunctions.in(folder);
    listener = OperatorListener.start("127.0.0.1", 0, new Readiness());
    List<LocalFunction> all =
        List.of(
            functions.start("echo", event -> event),
            functions.start("failing", InvokeApiTest::fail),
            functions.start("large", event -> "\"" + "x".repeat(7 * 1024 * 1024) + "\""),
            functions.start("slow", Duration.ofMillis(50), event -> waitForEver()));
    listener.mount(
        InvokeApi.PREFIX,
        new InvokeApi(all, (function, event) -> reception(function.name() + " " + event)));
    lambda =
        LambdaClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + listener.port()))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "thing")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  @AfterEach
  void stop() {
    lambda.close();
    listener.close();
    functions.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "linnet-echo",
        "linnet-echo:$LATEST",
        "000000000000:function:linnet-echo",
        "arn:aws:lambda:us-east-1:000000000000:function:linnet-echo"
      })
  void a_call_is_answered_by_the_function_s_reply(String name) {
    InvokeResponse response = invoke(name, "{\"key\":\"k7f3qXw\"}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.payload().asUtf8String()).isEqualTo("{\"key\":\"k7f3qXw\"}");
    assertThat(response.functionError()).isNull();
    assertThat(response.executedVersion()).isEqualTo("$LATEST");
    assertThat(response.logResult()).isNull();
    assertThat(response.responseMetadata().requestId()).hasSize(36);
  }

  private AsyncCalls.Reception reception(String call) {
    if (call.contains("too much")) {
      return AsyncCalls.Reception.TOO_MUCH;
    }
    submitted.add(call);
    return AsyncCalls.Reception.TAKEN;
  }

  @Test
  void a_call_without_an_event_sends_an_empty_object() {
    assertThat(lambda.invoke(call -> call.functionName("linnet-echo")).payload().asUtf8String())
        .isEqualTo("{}");
  }

  @Test
  void a_function_that_throws_gives_its_exception_and_the_next_call_works() {
    InvokeResponse response = invoke("linnet-failing", "{}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(response.payload().asUtf8String())
        .startsWith(
            "{\"errorMessage\":\"no"
                + " \\\"key\\\"\",\"errorType\":\"java.lang.IllegalStateException\"")
        .contains("\"stackTrace\":[\"");
    assertThat(invoke("linnet-echo", "1").payload().asUtf8String()).isEqualTo("1");
  }

  @Test
  void a_function_that_takes_too_long_is_told_as_Lambda_tells_it() {
    InvokeResponse response = invoke("linnet-slow", "{}");

    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(response.payload().asUtf8String())
        .matches(
            "\\{\"errorMessage\":\"RequestId: [0-9a-f-]{36} Error: Task timed out after 0.05"
                + " seconds\",\"errorType\":\"Sandbox.Timedout\"}");
  }

  @Test
  void a_reply_of_7_megabytes_is_too_large() {
    InvokeResponse response = invoke("linnet-large", "{}");

    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(response.payload().asUtf8String())
        .contains("\"errorType\":\"Function.ResponseSizeTooLarge\"");
  }

  @Test
  void the_end_of_the_log_is_given_to_who_asks() {
    InvokeResponse response =
        lambda.invoke(
            call ->
                call.functionName("linnet-echo")
                    .logType(LogType.TAIL)
                    .payload(SdkBytes.fromUtf8String("{}")));

    String id = response.responseMetadata().requestId();
    assertThat(new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8))
        .startsWith("START RequestId: " + id + " Version: $LATEST\nEND RequestId: " + id)
        .containsPattern(
            "REPORT RequestId: %s\tDuration: \\d+\\.\\d\\d ms\tBilled Duration: \\d+ ms"
                .formatted(id))
        .contains("\tMemory Size: 512 MB");
  }

  @Test
  void the_log_of_a_call_that_fails_says_so() {
    InvokeResponse response =
        lambda.invoke(call -> call.functionName("linnet-failing").logType(LogType.TAIL));

    assertThat(new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8))
        .contains("\tStatus: error\tError Type: IllegalStateException");
  }

  @Test
  void an_event_is_accepted_and_handed_to_background_work() {
    InvokeResponse response = invoke("linnet-echo", "{\"a\":1}", InvocationType.EVENT);

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(submitted).containsExactly("echo {\"a\":1}");
  }

  @Test
  void an_event_that_cannot_be_kept_is_refused_and_not_called() {
    assertThatThrownBy(() -> invoke("linnet-echo", "\"too much\"", InvocationType.EVENT))
        .isInstanceOf(TooManyRequestsException.class);
    assertThat(submitted).isEmpty();
  }

  @Test
  void a_dry_run_calls_nothing() {
    assertThat(invoke("linnet-failing", "{}", InvocationType.DRY_RUN).statusCode()).isEqualTo(204);
    assertThat(submitted).isEmpty();
  }

  @Test
  void what_is_no_call_is_refused_by_the_exception_that_AWS_has_for_it() {
    String tooMuch = "\"" + "x".repeat(1024 * 1024) + "\"";

    assertThatThrownBy(() -> invoke("linnet-nobody", "{}"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("function:linnet-nobody");
    assertThatThrownBy(() -> invoke("linnet-echo", "{\"open\":"))
        .isInstanceOf(InvalidRequestContentException.class);
    assertThatThrownBy(() -> invoke("linnet-echo", tooMuch, InvocationType.EVENT))
        .isInstanceOf(RequestTooLargeException.class);
    assertThat(submitted).isEmpty();
  }

  private InvokeResponse invoke(String name, String event) {
    return invoke(name, event, InvocationType.REQUEST_RESPONSE);
  }

  private InvokeResponse invoke(String name, String event, InvocationType type) {
    return lambda.invoke(
        InvokeRequest.builder()
            .functionName(name)
            .invocationType(type)
            .payload(SdkBytes.fromUtf8String(event))
            .build());
  }

  private static String fail(String event) {
    throw new IllegalStateException("no \"key\"");
  }

  private static String waitForEver() {
    try {
      new CountDownLatch(1).await();
      return "never";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
