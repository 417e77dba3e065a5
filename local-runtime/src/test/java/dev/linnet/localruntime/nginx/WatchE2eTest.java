package dev.linnet.localruntime.nginx;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How Nginx in a container follows who its servers are. */
@Tag("compose")
class WatchE2eTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String SERVER = "127.0.0.1:9"; // nobody is there

  @TempDir Path certificates;

  @TempDir Path sockets;

  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    http.close();
  }

  @Test
  void a_server_that_comes_later_is_found() throws Exception {
    try (Nginx nginx = start();
        SocketUpstream server = SocketUpstream.at(sockets, "127.0.0.1-9.sock")) {
      await().atMost(LIMIT).until(() -> health(nginx).equals(server.word()));
    }
  }

  @Test
  void one_that_comes_while_there_is_no_room_for_files_is_found_when_there_is_again()
      throws Exception {
    try (Nginx nginx = start()) {
      nginx.inside("dd if=/dev/zero of=/tmp/full bs=64k 2>/dev/null; test -s /tmp/full");
      await().atMost(LIMIT).until(() -> nginx.log().contains("I/O error"));
      try (SocketUpstream server = SocketUpstream.at(sockets, "127.0.0.1-9.sock")) {
        nginx.inside("rm /tmp/full");

        await().atMost(LIMIT).until(() -> health(nginx).equals(server.word()));
      }
    }
  }

  private Nginx start() {
    return new Nginx(
        certificates,
        sockets,
        Map.of("CREATE_SERVERS", SERVER, "REDIRECT_SERVERS", SERVER, "MONITOR_SERVERS", SERVER));
  }

  private String health(Nginx nginx) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(nginx.http() + "/health")).build();
    return http.send(request, BodyHandlers.ofString()).body();
  }
}
