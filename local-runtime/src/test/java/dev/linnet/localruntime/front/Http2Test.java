package dev.linnet.localruntime.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.localruntime.runtime.TestFunctions;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 in clear text, which the JDK's client asks for by an upgrade of its first request. */
@Timeout(60)
class Http2Test {
  private static final int CALLS = 20;

  private final CountDownLatch together = new CountDownLatch(CALLS);

  @TempDir Path folder;

  private TestFunctions tests;
  private TestFront front;
  private HttpClient client;

  @BeforeEach
  void start() throws Exception {
    tests = TestFunctions.in(folder);
    front =
        new TestFront(
            tests.start("event", event -> event), tests.start("together", event -> meet()));
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    var _ = client.send(get("/event"), BodyHandlers.ofString()); // the upgrade
  }

  @AfterEach
  void stop() {
    client.close();
    front.close();
    tests.close();
  }

  @Test
  void a_request_is_the_same_event_but_for_its_protocol() throws Exception {
    HttpResponse<String> response = client.send(get("/event?a=1"), BodyHandlers.ofString());

    assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("\"protocol\":\"HTTP/2.0\"", "\"rawQueryString\":\"a=1\"", "\"path\":\"/event\"")
        .doesNotContain("upgrade", "http2-settings");
  }

  @Test
  void a_body_whose_length_nobody_announced_arrives() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(uri("/event"))
            .header("Content-Type", "text/plain")
            .POST(
                BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream("hello".getBytes(StandardCharsets.US_ASCII))))
            .build();

    HttpResponse<String> response = client.send(post, BodyHandlers.ofString());

    assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(response.body()).contains("\"body\":\"hello\"");
  }

  @Test
  void many_requests_share_a_connection() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      all.add(client.sendAsync(get("/together"), BodyHandlers.ofString()));
    }
    for (CompletableFuture<HttpResponse<String>> one : all) {
      assertThat(one.get(20, TimeUnit.SECONDS).body()).isEqualTo("met");
    }
  }

  private String meet() {
    together.countDown();
    try {
      return together.await(20, TimeUnit.SECONDS) ? "\"met\"" : "\"alone\"";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(uri(path)).build();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + front.port() + path);
  }
}
