package dev.linnet.localruntime.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperatorListenerTest {
  private final Readiness readiness = new Readiness();
  private final OperatorListener listener = OperatorListener.start("127.0.0.1", 0, readiness);
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    http.close();
    listener.close();
  }

  @Test
  void ready_is_200_between_the_start_and_the_drain_only() throws Exception {
    HttpResponse<String> starting = get("/ready");
    readiness.ready();
    HttpResponse<String> ready = get("/ready");
    readiness.drain();
    HttpResponse<String> draining = get("/ready");

    assertThat(starting.statusCode()).isEqualTo(503);
    assertThat(starting.body()).isEqualTo("starting\n");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(draining.statusCode()).isEqualTo(503);
    assertThat(draining.body()).isEqualTo("draining\n");
  }

  @Test
  void the_longest_prefix_that_fits_answers() throws Exception {
    assertThat(get("/tasks/1").statusCode()).isEqualTo(404);

    listener.mount("/", new Saying("all"));
    listener.mount("/tasks", new Saying("tasks"));
    listener.mount("/tasks/dead", new Saying("dead"));

    assertThat(get("/").body()).isEqualTo("all");
    assertThat(get("/tasks/1").body()).isEqualTo("tasks");
    assertThat(get("/tasks/dead/1").body()).isEqualTo("dead");
    assertThat(get("/ready").body()).isEqualTo("starting\n");
  }

  @Test
  void a_prefix_is_given_once() {
    listener.mount("/tasks", new Saying("tasks"));

    assertThatThrownBy(() -> listener.mount("/tasks", new Saying("others")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> listener.mount("tasks", new Saying("no slash")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_address_that_cannot_be_had_is_told_with_the_options_that_change_it() {
    assertThatThrownBy(() -> OperatorListener.start("127.0.0.1", listener.port(), readiness))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(Integer.toString(listener.port()))
        .hasMessageContaining("--operator-port");
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + listener.port() + path);
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static final class Saying extends Handler.Abstract {
    private final String word;

    Saying(String word) {
      this.word = word;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      response.write(true, ByteBuffer.wrap(word.getBytes(StandardCharsets.UTF_8)), callback);
      return true;
    }
  }
}
