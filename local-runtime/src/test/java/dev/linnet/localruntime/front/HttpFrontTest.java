package dev.linnet.localruntime.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.localruntime.runtime.TestFunctions;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class HttpFrontTest {
  @TempDir static Path folder;

  private static TestFunctions functions;
  private static TestFront front;

  @BeforeAll
  static void start() {
    functions = TestFunctions.in(folder);
    front =
        new TestFront(
            functions.start("echo", event -> event),
            functions.start("say", HttpFrontTest::body),
            functions.start(
                "fail",
                event -> {
                  throw new IllegalStateException("the password is 1234");
                }),
            functions.start("overflow", HttpFrontTest::deeper));
  }

  @AfterAll
  static void stop() {
    front.close();
    functions.close();
  }

  @Test
  void the_function_gets_the_request_as_an_event() {
    Reply reply =
        front.raw(
            """
            PUT /echo?a=1&a=%C3%BC HTTP/1.1\r
            Host: lnk.example:8080\r
            X-Tag: one\r
            X-TAG: two\r
            Cookie: a=1; b=2\r
            Content-Type: text/plain\r
            Content-Length: 5\r
            Connection: close\r
            \r
            hello\
            """);

    JsonNode event = json(reply);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers("Content-Type")).containsExactly("application/json");
    assertThat(event.get("routeKey").asString()).isEqualTo("ANY /echo");
    assertThat(event.get("rawQueryString").asString()).isEqualTo("a=1&a=%C3%BC");
    assertThat(event.at("/queryStringParameters/a").asString()).isEqualTo("1,ü");
    assertThat(event.at("/headers/x-tag").asString()).isEqualTo("one,two");
    assertThat(event.at("/headers/host").asString()).isEqualTo("lnk.example:8080");
    assertThat(event.at("/headers/x-forwarded-port").asString()).isEqualTo("8080");
    assertThat(event.at("/requestContext/domainName").asString()).isEqualTo("lnk.example");
    assertThat(event.at("/requestContext/http/method").asString()).isEqualTo("PUT");
    assertThat(event.at("/requestContext/http/sourceIp").asString()).isEqualTo("127.0.0.1");
    assertThat(event.get("cookies")).hasSize(2);
    assertThat(event.get("body").asString()).isEqualTo("hello");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/echo", "http://localhost/echo"})
  void a_target_may_be_a_path_or_a_whole_uri(String target) {
    assertThat(json(front.get(target)).get("rawPath").asString()).isEqualTo("/echo");
  }

  @Test
  void a_body_in_chunks_arrives_whole() {
    Reply reply =
        front.raw(
            """
            POST /echo HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/json\r
            Transfer-Encoding: chunked\r
            Connection: close\r
            \r
            3\r
            {"a\r
            4\r
            ":1}\r
            0\r
            \r
            """);

    assertThat(json(reply).get("body").asString()).isEqualTo("{\"a\":1}");
    assertThat(json(reply).at("/headers/transfer-encoding").isMissingNode()).isTrue();
  }

  @Test
  void the_functions_reply_is_passed_on() {
    Reply reply =
        front.post(
            "/say",
            """
            {"statusCode": 299, "headers": {"Content-Type": "image/png", "X-A": "1", "x-a": "2",
             "Content-Length": "99", "Transfer-Encoding": "chunked"},
             "cookies": ["a=1; Path=/", "b=2"], "body": "iVBORw0KGgo=", "isBase64Encoded": true}
            """);

    assertThat(reply.status()).isEqualTo(299);
    assertThat(reply.headers("Content-Type")).containsExactly("image/png");
    assertThat(reply.headers("X-A")).containsExactly("1", "2");
    assertThat(reply.headers("Set-Cookie")).containsExactly("a=1; Path=/", "b=2");
    assertThat(reply.headers("Content-Length")).containsExactly("8");
    assertThat(reply.headers("Transfer-Encoding")).isEmpty();
    assertThat(reply.headers("Server")).isEmpty();
    assertThat(reply.body().getBytes(StandardCharsets.ISO_8859_1))
        .isEqualTo(Base64.getDecoder().decode("iVBORw0KGgo="));
  }

  @Test
  void a_line_end_in_a_header_does_not_make_two_replies_of_one() {
    Reply reply =
        front.post(
            "/say",
            "{\"statusCode\":200,\"headers\":{\"X-Name\":"
                + "\"a\\r\\nSet-Cookie: stolen=1\\r\\n\\r\\nHTTP/1.1 200 OK\"}}");

    assertIsFailure(reply);
    assertThat(reply.headers("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"204", "304"})
  void a_status_that_has_no_body_is_sent_without_one(String status) {
    Reply reply = front.post("/say", "{\"statusCode\":" + status + ",\"body\":\"x\"}");

    assertThat(reply.status()).isEqualTo(Integer.parseInt(status));
    assertThat(reply.body()).isEmpty();
  }

  @Test
  void a_reply_to_head_has_headers_only() {
    Reply reply = front.lines("HEAD /echo HTTP/1.1", "Host: localhost", "Connection: close");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers("Content-Type")).containsExactly("application/json");
    assertThat(reply.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/fail", "/overflow"})
  void a_function_that_throws_tells_the_client_nothing(String path) {
    assertIsFailure(front.get(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no json", "{\"statusCode\":1}"})
  void a_function_that_answers_nonsense_has_failed(String reply) {
    assertIsFailure(front.post("/say", reply));
  }

  @Test
  void a_path_without_a_route_is_not_found() {
    Reply reply = front.get("/nothing");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.body()).isEqualTo("{\"message\":\"Not Found\"}");
  }

  @Test
  void one_connection_carries_many_requests() throws IOException {
    try (Socket socket = front.connect()) {
      String request = "GET /nothing HTTP/1.1\r\nHost: localhost\r\n";
      for (int i = 0; i < 3; i++) {
        write(socket, request + "\r\n");
        assertThat(line(socket)).isEqualTo("HTTP/1.1 404 Not Found");
        while (!line(socket).isEmpty()) {
          // The headers do not matter here.
        }
        socket.getInputStream().readNBytes("{\"message\":\"Not Found\"}".length());
      }
      write(socket, request + "Connection: close\r\n\r\n");

      assertThat(TestFront.rest(socket).status()).isEqualTo(404);
    }
  }

  @Test
  void an_http_1_0_client_gets_its_answer_and_the_end() {
    assertThat(json(front.lines("GET /echo HTTP/1.0")).get("rawPath").asString())
        .isEqualTo("/echo");
  }

  @Test
  void a_client_that_waits_for_100_continue_is_told_to_go_on() throws IOException {
    try (Socket socket = front.connect()) {
      write(
          socket,
          """
          POST /say HTTP/1.1\r
          Host: localhost\r
          Connection: close\r
          Expect: 100-continue\r
          Content-Length: 2\r
          \r
          """);
      assertThat(line(socket)).isEqualTo("HTTP/1.1 100 Continue");
      assertThat(line(socket)).isEmpty();
      write(socket, "42");

      assertThat(TestFront.rest(socket).body()).isEqualTo("42");
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String line(Socket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = socket.getInputStream().read(); c >= 0 && c != '\n'; ) {
      if (c != '\r') {
        line.append((char) c);
      }
      c = socket.getInputStream().read();
    }
    return line.toString();
  }

  private static void assertIsFailure(Reply reply) {
    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.headers("Content-Type")).containsExactly("application/json");
    assertThat(reply.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
  }

  private static JsonNode json(Reply reply) {
    return Samples.tree(reply.body().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The request's body, which is sent as bytes. */
  private static String body(String event) {
    String base64 = Samples.tree(event.getBytes(StandardCharsets.UTF_8)).get("body").asString();
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  @SuppressWarnings("InfiniteRecursion")
  private static String deeper(String event) {
    return deeper(event) + deeper(event);
  }
}
