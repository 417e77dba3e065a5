package dev.linnet.localruntime.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What other runtimes than AWS's own Java client may say. */
@Timeout(60)
class RuntimeApiTest {
  private static final String KEY = "0123abcd";
  private static final String ID = "c0ffee00-0000-4000-8000-000000000001";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Conversation conversation = new Conversation("arn:function");
  private final Exchange exchange =
      new Exchange(new Call("{\"a\":1}".getBytes(StandardCharsets.UTF_8), ID, ""), LIMIT);
  private RuntimeApi api;

  @BeforeEach
  void ask() {
    api = RuntimeApi.listen();
    api.open(KEY, conversation);
    conversation.ask(exchange);
  }

  @AfterEach
  void stop() {
    conversation.end(new Answer.End(0, false));
    api.close();
  }

  @Test
  void the_next_call_comes_with_all_that_lambda_tells_of_it() throws IOException {
    assertThat(get("/invocation/next"))
        .startsWith("HTTP/1.1 200")
        .contains(
            "Lambda-Runtime-Aws-Request-Id: " + ID,
            "Lambda-Runtime-Invoked-Function-Arn: arn:function",
            "Lambda-Runtime-Deadline-Ms: ",
            "Lambda-Runtime-Trace-Id: Root=1-")
        .endsWith("{\"a\":1}");
    assertThat(conversation.awaitStart(LIMIT)).isEmpty();
  }

  @Test
  void a_reply_that_is_streamed_arrives_whole() throws IOException {
    String status = stream(ID, "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");

    assertThat(status).startsWith("HTTP/1.1 202").contains("{\"status\":\"OK\"}");
    assertThat(exchange.await())
        .isInstanceOfSatisfying(
            Answer.Reply.class, reply -> assertThat(reply.payload()).asString().isEqualTo("abcde"));
  }

  @Test
  void a_stream_whose_last_words_are_an_error_has_failed() throws IOException {
    String error = "{\"errorMessage\":\"midway\",\"errorType\":\"Function.Broken\"}";
    String body = Base64.getEncoder().encodeToString(error.getBytes(StandardCharsets.UTF_8));

    String status =
        stream(
            ID,
            "3\r\nabc\r\n0\r\nLambda-Runtime-Function-Error-Type: Function.Broken\r\n"
                + "Lambda-Runtime-Function-Error-Body: "
                + body
                + "\r\n\r\n");

    assertThat(status).startsWith("HTTP/1.1 202");
    assertThat(exchange.await())
        .isInstanceOfSatisfying(
            Answer.Failed.class,
            failed -> {
              assertThat(failed.type()).isEqualTo("Function.Broken");
              assertThat(failed.payload()).asString().isEqualTo(error);
            });
  }

  @Test
  void an_answer_to_what_was_not_asked_is_refused() throws IOException {
    assertThat(stream("id-2", "0\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("\"errorType\":\"InvalidRequestID\"");
  }

  @Test
  void only_the_first_answer_counts() throws IOException {
    assertThat(stream(ID, "1\r\n1\r\n0\r\n\r\n")).startsWith("HTTP/1.1 202");
    assertThat(stream(ID, "1\r\n2\r\n0\r\n\r\n")).startsWith("HTTP/1.1 400");
  }

  @Test
  void a_start_that_fails_is_reported() throws IOException {
    String reply =
        raw(
            "POST /%s/2018-06-01/runtime/init/error HTTP/1.1".formatted(KEY),
            "{}",
            "Lambda-Runtime-Function-Error-Type: Runtime.NoSuchHandler",
            "Content-Length: 2");

    assertThat(reply).startsWith("HTTP/1.1 202");
    assertThat(conversation.awaitStart(LIMIT))
        .get()
        .isInstanceOfSatisfying(
            Answer.Failed.class,
            failed -> assertThat(failed.type()).isEqualTo("Runtime.NoSuchHandler"));
  }

  @Test
  void whoever_does_not_know_the_key_gets_nothing() throws IOException {
    String reply = raw("GET /other/2018-06-01/runtime/invocation/next HTTP/1.1", "");

    assertThat(reply).startsWith("HTTP/1.1 404");
  }

  private String get(String path) throws IOException {
    return raw("GET /%s/2018-06-01/runtime%s HTTP/1.1".formatted(KEY, path), "");
  }

  private String stream(String id, String chunks) throws IOException {
    return raw(
        "POST /%s/2018-06-01/runtime/invocation/%s/response HTTP/1.1".formatted(KEY, id),
        chunks,
        "Lambda-Runtime-Function-Response-Mode: streaming",
        "Transfer-Encoding: chunked");
  }

  private String raw(String line, String body, String... headers) throws IOException {
    String[] address = api.address(KEY).split("[:/]", -1);
    String head = String.join("\r\n", headers);
    String request =
        "%s\r\nHost: h\r\nConnection: close\r\n%s%s\r\n%s"
            .formatted(line, head, head.isEmpty() ? "" : "\r\n", body);
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(address[1]))) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
